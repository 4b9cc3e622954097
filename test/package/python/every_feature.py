"""The same as every-feature.ts, which uses each prop of an app, of a program and of a cluster. Props of lists are classes here, and dicts there."""

import cdk8s_plus_27 as kplus
import jsii
from cdk8s import Chart, JsonPatch, YamlOutputType
from cdk8s_stateful_web_app import (
    AdditionalContainer,
    AppConfigMap,
    AppIdentity,
    AppNamespace,
    AutoscalingMetric,
    ClaimRetention,
    ClaimSnapshots,
    ClaimSource,
    Cluster,
    ConfigChange,
    ContainerPort,
    ContainerResources,
    ContainerRestartPolicy,
    Delivery,
    DisruptionBudget,
    EnvFromSource,
    EnvVar,
    GitOpsApp,
    IReplacementGate,
    LifecycleHook,
    ManifestPatch,
    NetworkPeer,
    Platform,
    PodSecurityLevel,
    PodSeparation,
    Probe,
    ReclaimPolicy,
    RelabelingAction,
    SeccompProfile,
    ServiceExposure,
    SnapshotSchedule,
    StatefulClaim,
    StatefulWebApp,
    StorageClassRef,
    SynthReport,
    UpdateStrategy,
    Volume,
    VolumeBindingMode,
    VolumeProjection,
    VolumeTopology,
)


@jsii.implements(IReplacementGate)
class Open:
    def check(self, before, after, folder):
        pass


app = GitOpsApp(
    arguments=None,  # those of the program
    delivery=Delivery.argo_cd(
        name="apps", repo_url="https://git.example.org/apps.git", path="deploy", prune=True
    ),
    folder_per_chart=True,
    gate=Open(),
    kustomization=True,
    outdir="dist",
    output_file_extension=".yaml",
    portable_yaml=True,
    record_construct_metadata=False,
    report=SynthReport.QUIET,
    resolvers=[],
    yaml_output_type=YamlOutputType.FILE_PER_CHART,
)
cluster = Cluster.of(
    name="production",
    storage_classes=[
        dict(
            name="ssd",
            provisioner="disks.example.org",
            allow_volume_expansion=True,
            created_at="2026-01-01T00:00:00Z",
            is_default=True,
            parameters={"kind": "ssd"},
            reclaim_policy=ReclaimPolicy.RETAIN,
            volume_binding_mode=VolumeBindingMode.WAIT_FOR_FIRST_CONSUMER,
        )
    ],
    volume_snapshot_classes=[
        dict(
            name="snapshots",
            driver="disks.example.org",
            deletion_policy=ReclaimPolicy.RETAIN,
            is_default=True,
        )
    ],
    acknowledge=[
        dict(code="reclaim-policy-delete", reason="the pages can be written again")
    ],
    cluster_domain="cluster.example",
    kubernetes_version="1.35",
    platform=Platform.KIND,
    provisioners=[
        dict(
            provisioner="disks.example.org",
            access_modes=["ReadWriteOnce"],
            block_access_modes=["ReadWriteOnce"],
            clones=True,
            expansion=True,
            minimum_size="1Gi",
            snapshots=True,
            topology=VolumeTopology.ZONE,
        )
    ],
    tiers={"fast": "ssd"},
)
[target] = app.selected([cluster])
production = app.cluster(target)

wiki = Chart(production, "wiki", namespace="wiki")
AppNamespace(
    wiki,
    "namespace",
    name="wiki",
    annotations={"example.org/team": "docs"},
    kept_when_gone_from_git=True,
    labels={"team": "docs"},
    security_level=PodSecurityLevel.PRIVILEGED,
)
identity = AppIdentity(
    name="wiki",
    namespace="wiki",
    replicas=3,
    first_ordinal=1,
    cluster_domain="cluster.example",
)
server = StatefulWebApp(
    wiki,
    "server",
    name="wiki",
    namespace="wiki",
    service_name="wiki-peers",
    cluster_domain="cluster.example",
    cluster=target,
    kubernetes_version="1.35",
    first_ordinal=1,
    replicas=3,
    annotations={"example.org/docs": "yes"},
    labels={"tier": "front"},
    pod_annotations={"example.org/pod": "yes"},
    pod_labels={"zone": "a"},
    selector_labels={"app": "wiki"},
    standard_labels={
        "component": "server",
        "instance": "main",
        "part_of": "docs",
        "version": "1.4",
    },
    image="example/wiki:1.4",
    image_pull_policy=kplus.ImagePullPolicy.ALWAYS,
    image_pull_secrets=["registry"],
    container_name="web",
    command=["wiki"],
    args=["--serve"],
    working_dir="/srv",
    ports=[
        ContainerPort(name="http", container_port=8080, protocol=kplus.Protocol.TCP),
        {"name": "metrics", "container_port": 9090},
        {"name": "debug", "container_port": 6060, "exposed": False},
    ],
    env={"PEERS": ",".join(identity.peers)},
    env_from=[EnvFromSource.secret("settings", prefix="S_", optional=True)],
    env_values={
        "NODE": EnvVar.field("spec.nodeName"),
        "KEY": EnvVar.secret("keys", "key"),
    },
    config_files={"/etc/wiki/wiki.conf": "log: info\n"},
    config_map_name="wiki-files",
    config_folders=[
        {
            "name": "themes",
            "mount_path": "/etc/themes",
            "files": {"plain.css": "a {}\n"},
            "on_change": ConfigChange.RELOAD,
        }
    ],
    config_maps=[
        AppConfigMap(name="wiki-words", data={"stop": "the"}, labels={"team": "docs"})
    ],
    devices=[{"name": "raw", "device_path": "/dev/raw"}],
    claims=[
        StatefulClaim(
            name="pages",
            mount_path="/var/lib/wiki",
            size="1Gi",
            grown_to="2Gi",
            max_size="5Gi",
            access_modes=[kplus.PersistentVolumeAccessMode.READ_WRITE_ONCE],
            labels={"data": "pages"},
            annotations={"example.org/backup": "daily"},
            storage_class=StorageClassRef.tier("fast"),
            sources={"2": ClaimSource.snapshot("pages-2")},
        ),
        {
            "name": "raw",
            "size": "1Gi",
            "volume_mode": kplus.PersistentVolumeMode.BLOCK,
            "storage_class": StorageClassRef.named("ssd"),
        },
    ],
    claim_retention={
        "when_deleted": ClaimRetention.RETAIN,
        "when_scaled": ClaimRetention.RETAIN,
    },
    volumes=[
        Volume.empty_dir("scratch", size_limit="1Gi"),
        Volume.projected(
            "pod",
            [
                VolumeProjection.downward_api(
                    [VolumeProjection.field("labels", "metadata.labels")]
                )
            ],
        ),
    ],
    mounts=[
        {"name": "scratch", "mount_path": "/scratch"},
        {"name": "pod", "mount_path": "/etc/pod", "read_only": True},
    ],
    resources=ContainerResources(
        requests={"cpu": "100m", "memory": "64Mi"}, limits={"memory": "128Mi"}
    ),
    pod_resources={
        "requests": {"cpu": "1", "memory": "1Gi"},
        "limits": {"memory": "2Gi"},
    },
    resource_claims=[{"name": "gpu", "resource_claim_template_name": "gpus"}],
    restart={"policy": ContainerRestartPolicy.ALWAYS, "on_resize": {"cpu": False}},
    lifecycle={
        "pre_stop": LifecycleHook.sleep(5),
        "post_start": LifecycleHook.exec(["true"]),
    },
    readiness=Probe.http_get(
        path="/ready", port_name="http", headers={"X-Probe": "yes"}
    ),
    liveness=Probe.tcp_socket(period_seconds=20),
    startup=Probe.exec(["true"], failure_threshold=30),
    terminal={
        "stdin": True,
        "tty": True,
        "termination_message_policy": "FallbackToLogsOnError",
    },
    init_containers=[
        {"name": "prepare", "image": "example/prepare:1", "command": ["true"]}
    ],
    sidecars=[AdditionalContainer(name="log", image="example/log:1", port=5170)],
    # A dict in the list of a dict in a list.
    containers=[
        {
            "name": "proxy",
            "image": "example/proxy:1",
            "ports": [{"name": "proxy", "container_port": 8443}],
        }
    ],
    security_level=PodSecurityLevel.PRIVILEGED,
    user=1000,
    group=1000,
    fs_group=1000,
    add_capabilities=["NET_BIND_SERVICE"],
    security_context={
        "allow_privilege_escalation": False,
        "drop_capabilities": ["ALL"],
        "seccomp_profile": SeccompProfile.runtime_default(),
    },
    pod_security_context={
        "fs_group_change_policy": "OnRootMismatch",
        "supplemental_groups": [2000],
    },
    writable_paths=["/run"],
    writable_root_filesystem=False,
    automount_service_account_token=True,
    service_account={
        "name": "wiki",
        "rules": [{"verbs": ["get"], "resources": ["configmaps"]}],
    },
    share_process_namespace=True,
    enable_service_links=True,
    node_access={"host_users": True},
    dns={
        "host_aliases": [{"ip": "10.0.0.1", "hostnames": ["old.example.org"]}],
        "options": [{"name": "ndots", "value": "2"}],
    },
    readiness_gates=["example.org/ready"],
    scheduling={
        "node_selector": {"disk": "ssd"},
        "separation": PodSeparation.NODE,
        "tolerations": [{"key": "dedicated", "operator": "Exists"}],
        # Dicts for types of cdk8s-plus, as deep as they go.
        "affinity": {
            "node_affinity": {
                "preferred_during_scheduling_ignored_during_execution": [
                    {
                        "weight": 1,
                        "preference": {
                            "match_expressions": [
                                {"key": "disk", "operator": "In", "values": ["ssd"]}
                            ]
                        },
                    }
                ]
            }
        },
    },
    governing_service={
        "labels": {"peers": "yes"},
        "ports": [{"name": "gossip", "port": 7946}],
    },
    client_service={
        "name": "wiki-clients",
        "type": ServiceExposure.CLUSTER_IP,
        "ports": [{"name": "http", "port": 80, "target_port": "http"}],
    },
    client_services=[
        {
            "name": "wiki-metrics",
            "ports": [{"name": "metrics", "port": 9090, "target_port": "metrics"}],
        }
    ],
    ordinal_services={"ports": [{"name": "http", "port": 80, "target_port": "http"}]},
    publish_not_ready_addresses=True,
    ingresses=[
        {
            "host": "wiki.example.org",
            "ingress_class_name": "nginx",
            "tls_secret_name": "wiki-tls",
            "path": "/",
            "port_name": "http",
        }
    ],
    http_routes=[
        {
            "gateways": [{"name": "public", "namespace": "gateways"}],
            "hostnames": ["wiki.example.org"],
            "port_name": "http",
        }
    ],
    network_policy={
        "ingress": [
            {
                "peers": [
                    NetworkPeer.namespace("ingress"),
                    NetworkPeer.cidr("10.0.0.0/8", ["10.1.0.0/16"]),
                ],
                "ports": [{"port": 8080}],
            }
        ],
        "egress": [{"peers": [NetworkPeer.anywhere()], "ports": [{"port": 443}]}],
    },
    service_monitor={
        "port_name": "metrics",
        "params": {"format": ["text"]},
        "relabelings": [{"action": RelabelingAction.LABELDROP, "regex": "pod"}],
    },
    disruption_budget=DisruptionBudget.max_unavailable(1),
    update_strategy=UpdateStrategy.rolling_update(partition=1),
    pod_management_policy=kplus.PodManagementPolicy.PARALLEL,
    min_ready_seconds=5,
    revision_history_limit=3,
    termination_grace_period_seconds=60,
    patches=[
        ManifestPatch.merge(
            {"kind": "StatefulSet"}, {"metadata": {"annotations": {"patched": "yes"}}}
        ),
        ManifestPatch.json(
            {"kind": "Service", "name": "wiki-peers"},
            [JsonPatch.add("/metadata/labels/more", "yes")],
        ),
    ],
    external_objects={"registry": "another team writes it"},
    acknowledge=[{"code": "reclaim-policy-delete", "reason": "tried"}],
)
SnapshotSchedule(
    wiki,
    "nightly",
    app=server,
    name="wiki-nightly",
    schedule="0 3 * * *",
    time_zone="Etc/UTC",
    keep=7,
    claims=["pages"],
    image="example/kubectl:1.35",
    image_pull_secrets=["registry"],
    resources={"requests": {"cpu": "10m", "memory": "32Mi"}},
    suspend=True,
    timeout_seconds=600,
    volume_snapshot_class_name="snapshots",
)
ClaimSnapshots(
    wiki,
    "before",
    app=server,
    name="before-1-5",
    claims=["pages"],
    ordinals=[1, 2],
    volume_snapshot_class_name="snapshots",
)

gallery = Chart(production, "gallery", namespace="gallery")
StatefulWebApp(
    gallery,
    "gallery",
    image="example/gallery:1",
    port=8080,
    writable_root_filesystem=True,
    service_account_name="gallery",
    resources={"requests": {"cpu": "100m", "memory": "64Mi"}},
    autoscaling={
        "min_replicas": 2,
        "max_replicas": 5,
        "metrics": [
            AutoscalingMetric.cpu_utilization(70),
            AutoscalingMetric.external("queue", "5", {"queue": "jobs"}),
        ],
        "scale_down": {"pods": 1, "period_seconds": 300},
        "scale_up": {"percent": 100, "period_seconds": 60},
    },
    pod_monitor={
        "labels": {"release": "prometheus"},
        "endpoints": [{"port_name": "http", "path": "/metrics"}],
    },
    adoption={"pod_template_name": "gallery"},
)
app.synth()
