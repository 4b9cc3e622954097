// Written by scripts/kubernetes-fields from k8s.io/api 1.27 to 1.37. Do not edit.
//
// One line a type: its fields as name:type. Types: s string, b bool, i int32, l int64, q quantity, x number or string, t time, y bytes, j any JSON,
// [T] list, {T} map, otherwise another line. Marks: ! written even when empty, * pointer (an empty value is kept),
// ~KEY merge key of client-side apply, %KEYS keys of server-side apply, & retainKeys, >V first version, <V last version.
export const FIELDS_TABLE = `
AWSElasticBlockStoreVolumeSource volumeID:s! fsType:s partition:i readOnly:b
Affinity nodeAffinity:NodeAffinity* podAffinity:PodAffinity* podAntiAffinity:PodAntiAffinity*
AggregationRule clusterRoleSelectors:[LabelSelector]
AppArmorProfile type:s! localhostProfile:s*
AzureDiskVolumeSource diskName:s! diskURI:s! cachingMode:s* fsType:s* readOnly:b* kind:s*
AzureFilePersistentVolumeSource secretName:s! shareName:s! readOnly:b secretNamespace:s*!
AzureFileVolumeSource secretName:s! shareName:s! readOnly:b
CSIDriver kind:s apiVersion:s metadata:ObjectMeta spec:CSIDriverSpec!
CSIDriverSpec attachRequired:b* podInfoOnMount:b* volumeLifecycleModes:[s]%= storageCapacity:b* fsGroupPolicy:s* tokenRequests:[TokenRequest] requiresRepublish:b* seLinuxMount:b* nodeAllocatableUpdatePeriodSeconds:l*>1.33 serviceAccountTokenInSecrets:b*>1.35 preventPodSchedulingIfMissing:b*>1.36
CSINode kind:s apiVersion:s metadata:ObjectMeta spec:CSINodeSpec! status:CSINodeStatus>1.37
CSINodeDriver name:s! nodeID:s! topologyKeys:[s]! allocatable:VolumeNodeResources*
CSINodeSpec drivers:[CSINodeDriver]!~name%name
CSINodeStatus storageHealth:[StorageHealth]~name%name
CSIPersistentVolumeSource driver:s! volumeHandle:s! readOnly:b fsType:s volumeAttributes:{s} controllerPublishSecretRef:SecretReference* nodeStageSecretRef:SecretReference* nodePublishSecretRef:SecretReference* controllerExpandSecretRef:SecretReference* nodeExpandSecretRef:SecretReference*
CSIVolumeSource driver:s! readOnly:b* fsType:s* volumeAttributes:{s} nodePublishSecretRef:LocalObjectReference*
Capabilities add:[s] drop:[s]
CephFSPersistentVolumeSource monitors:[s]! path:s user:s secretFile:s secretRef:SecretReference* readOnly:b
CephFSVolumeSource monitors:[s]! path:s user:s secretFile:s secretRef:LocalObjectReference* readOnly:b
CinderPersistentVolumeSource volumeID:s! fsType:s readOnly:b secretRef:SecretReference*
CinderVolumeSource volumeID:s! fsType:s readOnly:b secretRef:LocalObjectReference*
ClaimSource resourceClaimName:s*<1.30 resourceClaimTemplateName:s*<1.30
ClientIPConfig timeoutSeconds:i*
ClusterRole kind:s apiVersion:s metadata:ObjectMeta rules:[PolicyRule]! aggregationRule:AggregationRule*
ClusterRoleBinding kind:s apiVersion:s metadata:ObjectMeta subjects:[Subject] roleRef:RoleRef!
ClusterTrustBundleProjection name:s* signerName:s* labelSelector:LabelSelector* optional:b* path:s! user:l*>1.37
Condition type:s! status:s! observedGeneration:l lastTransitionTime:t! reason:s! message:s!
ConfigMap kind:s apiVersion:s metadata:ObjectMeta immutable:b* data:{s} binaryData:{y}
ConfigMapEnvSource name:s optional:b*
ConfigMapKeySelector name:s key:s! optional:b*
ConfigMapProjection name:s items:[KeyToPath] optional:b*
ConfigMapVolumeSource name:s items:[KeyToPath] defaultMode:i* optional:b* defaultUser:l*>1.37
Container name:s! image:s command:[s] args:[s] workingDir:s ports:[ContainerPort]~containerPort%containerPort,protocol envFrom:[EnvFromSource] env:[EnvVar]~name%name resources:ResourceRequirements resizePolicy:[ContainerResizePolicy] volumeMounts:[VolumeMount]~mountPath%mountPath volumeDevices:[VolumeDevice]~devicePath%devicePath livenessProbe:Probe* readinessProbe:Probe* startupProbe:Probe* lifecycle:Lifecycle* terminationMessagePath:s terminationMessagePolicy:s imagePullPolicy:s securityContext:SecurityContext* stdin:b stdinOnce:b tty:b restartPolicy:s*>1.28 restartPolicyRules:[ContainerRestartRule]>1.34
ContainerExtendedResourceRequest containerName:s! resourceName:s! requestName:s!
ContainerPort name:s hostPort:i containerPort:i! protocol:s hostIP:s
ContainerResizePolicy resourceName:s! restartPolicy:s!
ContainerResourceMetricSource name:s! target:MetricTarget! container:s!
ContainerResourceMetricStatus name:s! current:MetricValueStatus! container:s!
ContainerRestartRule action:s exitCodes:ContainerRestartRuleOnExitCodes*
ContainerRestartRuleOnExitCodes operator:s values:[i]%=
ContainerState waiting:ContainerStateWaiting* running:ContainerStateRunning* terminated:ContainerStateTerminated*
ContainerStateRunning startedAt:t
ContainerStateTerminated exitCode:i! signal:i reason:s message:s startedAt:t finishedAt:t containerID:s
ContainerStateWaiting reason:s message:s
ContainerStatus name:s! state:ContainerState lastState:ContainerState ready:b! restartCount:i! image:s! imageID:s! containerID:s started:b* allocatedResources:{q} resources:ResourceRequirements* volumeMounts:[VolumeMountStatus]~mountPath%mountPath>1.30 user:ContainerUser*>1.31 allocatedResourcesStatus:[ResourceStatus]~name%name>1.31 stopSignal:s*>1.33
ContainerUser linux:LinuxContainerUser*
CronJob kind:s apiVersion:s metadata:ObjectMeta spec:CronJobSpec status:CronJobStatus
CronJobSpec schedule:s! timeZone:s* startingDeadlineSeconds:l* concurrencyPolicy:s suspend:b* jobTemplate:JobTemplateSpec! successfulJobsHistoryLimit:i* failedJobsHistoryLimit:i*
CronJobStatus active:[ObjectReference] lastScheduleTime:t* lastSuccessfulTime:t*
CrossVersionObjectReference kind:s! name:s! apiVersion:s
CustomResourceColumnDefinition name:s! type:s! format:s description:s priority:i jsonPath:s!
CustomResourceConversion strategy:s! webhook:WebhookConversion*
CustomResourceDefinition kind:s apiVersion:s metadata:ObjectMeta spec:CustomResourceDefinitionSpec! status:CustomResourceDefinitionStatus
CustomResourceDefinitionCondition type:s! status:s! lastTransitionTime:t reason:s message:s observedGeneration:l>1.35
CustomResourceDefinitionNames plural:s! singular:s shortNames:[s] kind:s! listKind:s categories:[s]
CustomResourceDefinitionSpec group:s! names:CustomResourceDefinitionNames! scope:s! versions:[CustomResourceDefinitionVersion]! conversion:CustomResourceConversion* preserveUnknownFields:b
CustomResourceDefinitionStatus conditions:[CustomResourceDefinitionCondition]!%type acceptedNames:CustomResourceDefinitionNames! storedVersions:[s]! observedGeneration:l>1.35
CustomResourceDefinitionVersion name:s! served:b! storage:b! deprecated:b deprecationWarning:s* schema:CustomResourceValidation* subresources:CustomResourceSubresources* additionalPrinterColumns:[CustomResourceColumnDefinition] selectableFields:[SelectableField]>1.30
CustomResourceSubresourceScale specReplicasPath:s! statusReplicasPath:s! labelSelectorPath:s*
CustomResourceSubresourceStatus
CustomResourceSubresources status:CustomResourceSubresourceStatus* scale:CustomResourceSubresourceScale*
CustomResourceValidation openAPIV3Schema:j*
DaemonSet kind:s apiVersion:s metadata:ObjectMeta spec:DaemonSetSpec status:DaemonSetStatus
DaemonSetCondition type:s! status:s! lastTransitionTime:t reason:s message:s
DaemonSetSpec selector:LabelSelector*! template:PodTemplateSpec! updateStrategy:DaemonSetUpdateStrategy minReadySeconds:i revisionHistoryLimit:i*
DaemonSetStatus currentNumberScheduled:i! numberMisscheduled:i! desiredNumberScheduled:i! numberReady:i! observedGeneration:l updatedNumberScheduled:i numberAvailable:i numberUnavailable:i collisionCount:i* conditions:[DaemonSetCondition]~type%type
DaemonSetUpdateStrategy type:s rollingUpdate:RollingUpdateDaemonSet*
Deployment kind:s apiVersion:s metadata:ObjectMeta spec:DeploymentSpec status:DeploymentStatus
DeploymentCondition type:s! status:s! lastUpdateTime:t lastTransitionTime:t reason:s message:s
DeploymentSpec replicas:i* selector:LabelSelector*! template:PodTemplateSpec! strategy:DeploymentStrategy& minReadySeconds:i revisionHistoryLimit:i* paused:b progressDeadlineSeconds:i*
DeploymentStatus observedGeneration:l replicas:i updatedReplicas:i readyReplicas:i availableReplicas:i unavailableReplicas:i conditions:[DeploymentCondition]~type%type collisionCount:i* terminatingReplicas:i*>1.33
DeploymentStrategy type:s rollingUpdate:RollingUpdateDeployment*
DownwardAPIProjection items:[DownwardAPIVolumeFile]
DownwardAPIVolumeFile path:s! fieldRef:ObjectFieldSelector* resourceFieldRef:ResourceFieldSelector* mode:i* user:l*>1.37
DownwardAPIVolumeSource items:[DownwardAPIVolumeFile] defaultMode:i* defaultUser:l*>1.37
EmptyDirVolumeSource medium:s sizeLimit:q* mode:i*>1.37
EndpointAddress ip:s! hostname:s nodeName:s* targetRef:ObjectReference*
EndpointPort name:s port:i! protocol:s appProtocol:s*
EndpointSubset addresses:[EndpointAddress] notReadyAddresses:[EndpointAddress] ports:[EndpointPort]
Endpoints kind:s apiVersion:s metadata:ObjectMeta subsets:[EndpointSubset]
EnvFromSource prefix:s configMapRef:ConfigMapEnvSource* secretRef:SecretEnvSource*
EnvVar name:s! value:s valueFrom:EnvVarSource*
EnvVarSource fieldRef:ObjectFieldSelector* resourceFieldRef:ResourceFieldSelector* configMapKeyRef:ConfigMapKeySelector* secretKeyRef:SecretKeySelector* fileKeyRef:FileKeySelector*>1.34
EphemeralContainer name:s! image:s command:[s] args:[s] workingDir:s ports:[ContainerPort]~containerPort%containerPort,protocol envFrom:[EnvFromSource] env:[EnvVar]~name%name resources:ResourceRequirements resizePolicy:[ContainerResizePolicy] volumeMounts:[VolumeMount]~mountPath%mountPath volumeDevices:[VolumeDevice]~devicePath%devicePath livenessProbe:Probe* readinessProbe:Probe* startupProbe:Probe* lifecycle:Lifecycle* terminationMessagePath:s terminationMessagePolicy:s imagePullPolicy:s securityContext:SecurityContext* stdin:b stdinOnce:b tty:b targetContainerName:s restartPolicy:s*>1.28 restartPolicyRules:[ContainerRestartRule]>1.34
EphemeralVolumeSource volumeClaimTemplate:PersistentVolumeClaimTemplate*
EvictionResponder name:s! priority:i*!
ExecAction command:[s]
ExternalMetricSource metric:MetricIdentifier! target:MetricTarget!
ExternalMetricStatus metric:MetricIdentifier! current:MetricValueStatus!
FCVolumeSource targetWWNs:[s] lun:i* fsType:s readOnly:b wwids:[s]
FileKeySelector volumeName:s! path:s! key:s! optional:b*
FlexPersistentVolumeSource driver:s! fsType:s secretRef:SecretReference* readOnly:b options:{s}
FlexVolumeSource driver:s! fsType:s secretRef:LocalObjectReference* readOnly:b options:{s}
FlockerVolumeSource datasetName:s datasetUUID:s
GCEPersistentDiskVolumeSource pdName:s! fsType:s partition:i readOnly:b
GRPCAction port:i! service:s*! mode:s*>1.37
GitRepoVolumeSource repository:s! revision:s directory:s
GlusterfsPersistentVolumeSource endpoints:s! path:s! readOnly:b endpointsNamespace:s*
GlusterfsVolumeSource endpoints:s! path:s! readOnly:b
HPAScalingPolicy type:s! value:i! periodSeconds:i!
HPAScalingRules stabilizationWindowSeconds:i* selectPolicy:s* policies:[HPAScalingPolicy] tolerance:q*>1.33
HTTPGetAction path:s port:x! host:s scheme:s httpHeaders:[HTTPHeader] protocol:s*>1.37
HTTPHeader name:s! value:s!
HTTPIngressPath path:s pathType:s*! backend:IngressBackend!
HTTPIngressRuleValue paths:[HTTPIngressPath]!
HorizontalPodAutoscaler kind:s apiVersion:s metadata:ObjectMeta spec:HorizontalPodAutoscalerSpec status:HorizontalPodAutoscalerStatus
HorizontalPodAutoscalerBehavior scaleUp:HPAScalingRules* scaleDown:HPAScalingRules*
HorizontalPodAutoscalerCondition type:s! status:s! lastTransitionTime:t reason:s message:s observedGeneration:l*>1.37
HorizontalPodAutoscalerSpec scaleTargetRef:CrossVersionObjectReference! minReplicas:i* maxReplicas:i! metrics:[MetricSpec] behavior:HorizontalPodAutoscalerBehavior*
HorizontalPodAutoscalerStatus observedGeneration:l* lastScaleTime:t* currentReplicas:i desiredReplicas:i! currentMetrics:[MetricStatus]! conditions:[HorizontalPodAutoscalerCondition]~type%type
HostAlias ip:s! hostnames:[s]
HostIP ip:s!
HostPathVolumeSource path:s! type:s*
IPBlock cidr:s! except:[s]
ISCSIPersistentVolumeSource targetPortal:s! iqn:s! lun:i! iscsiInterface:s fsType:s readOnly:b portals:[s] chapAuthDiscovery:b chapAuthSession:b secretRef:SecretReference* initiatorName:s*
ISCSIVolumeSource targetPortal:s! iqn:s! lun:i! iscsiInterface:s fsType:s readOnly:b portals:[s] chapAuthDiscovery:b chapAuthSession:b secretRef:LocalObjectReference* initiatorName:s*
ImageVolumeSource reference:s pullPolicy:s
ImageVolumeStatus imageRef:s
Ingress kind:s apiVersion:s metadata:ObjectMeta spec:IngressSpec status:IngressStatus
IngressBackend service:IngressServiceBackend* resource:TypedLocalObjectReference*
IngressClass kind:s apiVersion:s metadata:ObjectMeta spec:IngressClassSpec
IngressClassParametersReference apiGroup:s* kind:s! name:s! scope:s*! namespace:s*
IngressClassSpec controller:s parameters:IngressClassParametersReference*
IngressLoadBalancerIngress ip:s hostname:s ports:[IngressPortStatus]
IngressLoadBalancerStatus ingress:[IngressLoadBalancerIngress]
IngressPortStatus port:i! protocol:s! error:s*
IngressRule host:s http:HTTPIngressRuleValue*
IngressServiceBackend name:s! port:ServiceBackendPort
IngressSpec ingressClassName:s* defaultBackend:IngressBackend* tls:[IngressTLS] rules:[IngressRule]
IngressStatus loadBalancer:IngressLoadBalancerStatus
IngressTLS hosts:[s] secretName:s
Job kind:s apiVersion:s metadata:ObjectMeta spec:JobSpec status:JobStatus
JobCondition type:s! status:s! lastProbeTime:t lastTransitionTime:t reason:s message:s
JobSchedulingConfiguration schedulingPolicy:WorkloadPodGroupSchedulingPolicy* schedulingConstraints:WorkloadPodGroupSchedulingConstraints* disruptionMode:WorkloadPodGroupDisruptionMode* resourceClaims:[WorkloadPodGroupResourceClaim]~name%name
JobSpec parallelism:i* completions:i* activeDeadlineSeconds:l* podFailurePolicy:PodFailurePolicy* backoffLimit:i* selector:LabelSelector* manualSelector:b* template:PodTemplateSpec! ttlSecondsAfterFinished:i* completionMode:s* suspend:b* backoffLimitPerIndex:i*>1.28 maxFailedIndexes:i*>1.28 podReplacementPolicy:s*>1.28 successPolicy:SuccessPolicy*>1.30 managedBy:s*>1.30 scheduling:JobSchedulingConfiguration*>1.37
JobStatus conditions:[JobCondition]~type startTime:t* completionTime:t* active:i succeeded:i failed:i completedIndexes:s uncountedTerminatedPods:UncountedTerminatedPods* ready:i* terminating:i*>1.28 failedIndexes:s*>1.28
JobTemplateSpec metadata:ObjectMeta spec:JobSpec
KeyToPath key:s! path:s! mode:i* user:l*>1.37
LabelSelector matchLabels:{s} matchExpressions:[LabelSelectorRequirement]
LabelSelectorRequirement key:s! operator:s! values:[s]
Lease kind:s apiVersion:s metadata:ObjectMeta spec:LeaseSpec
LeaseSpec holderIdentity:s* leaseDurationSeconds:i* acquireTime:t* renewTime:t* leaseTransitions:i* strategy:s*>1.31 preferredHolder:s*>1.31
Lifecycle postStart:LifecycleHandler* preStop:LifecycleHandler* stopSignal:s*>1.33
LifecycleHandler exec:ExecAction* httpGet:HTTPGetAction* tcpSocket:TCPSocketAction* sleep:SleepAction*>1.29
LimitRange kind:s apiVersion:s metadata:ObjectMeta spec:LimitRangeSpec
LimitRangeItem type:s! max:{q} min:{q} default:{q} defaultRequest:{q} maxLimitRequestRatio:{q}
LimitRangeSpec limits:[LimitRangeItem]!
LinuxContainerUser uid:l! gid:l! supplementalGroups:[l]
LoadBalancerIngress ip:s hostname:s ports:[PortStatus] ipMode:s*>1.29
LoadBalancerStatus ingress:[LoadBalancerIngress]
LocalObjectReference name:s
LocalVolumeSource path:s! fsType:s*
MetricIdentifier name:s! selector:LabelSelector*
MetricSpec type:s! object:ObjectMetricSource* pods:PodsMetricSource* resource:ResourceMetricSource* containerResource:ContainerResourceMetricSource* external:ExternalMetricSource*
MetricStatus type:s! object:ObjectMetricStatus* pods:PodsMetricStatus* resource:ResourceMetricStatus* containerResource:ContainerResourceMetricStatus* external:ExternalMetricStatus*
MetricTarget type:s! value:q* averageValue:q* averageUtilization:i*
MetricValueStatus value:q* averageValue:q* averageUtilization:i*
ModifyVolumeStatus targetVolumeAttributesClassName:s status:s!
NFSVolumeSource server:s! path:s! readOnly:b
Namespace kind:s apiVersion:s metadata:ObjectMeta spec:NamespaceSpec status:NamespaceStatus
NamespaceCondition type:s! status:s! lastTransitionTime:t reason:s message:s
NamespaceSpec finalizers:[s]
NamespaceStatus phase:s conditions:[NamespaceCondition]~type%type
NetworkPolicy kind:s apiVersion:s metadata:ObjectMeta spec:NetworkPolicySpec status:NetworkPolicyStatus<1.27
NetworkPolicyEgressRule ports:[NetworkPolicyPort] to:[NetworkPolicyPeer]
NetworkPolicyIngressRule ports:[NetworkPolicyPort] from:[NetworkPolicyPeer]
NetworkPolicyPeer podSelector:LabelSelector* namespaceSelector:LabelSelector* ipBlock:IPBlock*
NetworkPolicyPort protocol:s* port:x* endPort:i*
NetworkPolicySpec podSelector:LabelSelector! ingress:[NetworkPolicyIngressRule] egress:[NetworkPolicyEgressRule] policyTypes:[s]
NetworkPolicyStatus conditions:[Condition]~type%type<1.27
NodeAffinity requiredDuringSchedulingIgnoredDuringExecution:NodeSelector* preferredDuringSchedulingIgnoredDuringExecution:[PreferredSchedulingTerm]
NodeAllocatableMappedResources name:s! quantity:q*!
NodeAllocatableOverheadResources name:s! perPod:q* perContainer:q*
NodeAllocatableResourceClaimStatus resourceClaimName:s! containers:[s]%= resources:{q}!<1.36 mapping:[NodeAllocatableMappedResources]~name%name>1.37 overhead:[NodeAllocatableOverheadResources]~name%name>1.37
NodeSelector nodeSelectorTerms:[NodeSelectorTerm]!
NodeSelectorRequirement key:s! operator:s! values:[s]
NodeSelectorTerm matchExpressions:[NodeSelectorRequirement] matchFields:[NodeSelectorRequirement]
ObjectFieldSelector apiVersion:s fieldPath:s!
ObjectMeta name:s generateName:s namespace:s selfLink:s uid:s resourceVersion:s generation:l creationTimestamp:t deletionTimestamp:t* deletionGracePeriodSeconds:l* labels:{s} annotations:{s} ownerReferences:[OwnerReference]~uid%uid finalizers:[s]~=%=
ObjectMetricSource describedObject:CrossVersionObjectReference! target:MetricTarget! metric:MetricIdentifier!
ObjectMetricStatus metric:MetricIdentifier! current:MetricValueStatus! describedObject:CrossVersionObjectReference!
ObjectReference kind:s namespace:s name:s uid:s apiVersion:s resourceVersion:s fieldPath:s
Overhead podFixed:{q}
OwnerReference apiVersion:s! kind:s! name:s! uid:s! controller:b* blockOwnerDeletion:b*
PersistentVolume kind:s apiVersion:s metadata:ObjectMeta spec:PersistentVolumeSpec status:PersistentVolumeStatus
PersistentVolumeClaim kind:s apiVersion:s metadata:ObjectMeta spec:PersistentVolumeClaimSpec status:PersistentVolumeClaimStatus
PersistentVolumeClaimCondition type:s! status:s! lastProbeTime:t lastTransitionTime:t reason:s message:s
PersistentVolumeClaimSpec accessModes:[s] selector:LabelSelector* resources:VolumeResourceRequirements volumeName:s storageClassName:s* volumeMode:s* dataSource:TypedLocalObjectReference* dataSourceRef:TypedObjectReference* volumeAttributesClassName:s*>1.29
PersistentVolumeClaimStatus phase:s accessModes:[s] capacity:{q} conditions:[PersistentVolumeClaimCondition]~type%type allocatedResources:{q} resizeStatus:s*<1.27 allocatedResourceStatuses:{s}>1.28 currentVolumeAttributesClassName:s*>1.29 modifyVolumeStatus:ModifyVolumeStatus*>1.29 healthStatus:VolumeHealthStatus*>1.37
PersistentVolumeClaimTemplate metadata:ObjectMeta spec:PersistentVolumeClaimSpec!
PersistentVolumeClaimVolumeSource claimName:s! readOnly:b
PersistentVolumeSpec capacity:{q} gcePersistentDisk:GCEPersistentDiskVolumeSource* awsElasticBlockStore:AWSElasticBlockStoreVolumeSource* hostPath:HostPathVolumeSource* glusterfs:GlusterfsPersistentVolumeSource* nfs:NFSVolumeSource* rbd:RBDPersistentVolumeSource* iscsi:ISCSIPersistentVolumeSource* cinder:CinderPersistentVolumeSource* cephfs:CephFSPersistentVolumeSource* fc:FCVolumeSource* flocker:FlockerVolumeSource* flexVolume:FlexPersistentVolumeSource* azureFile:AzureFilePersistentVolumeSource* vsphereVolume:VsphereVirtualDiskVolumeSource* quobyte:QuobyteVolumeSource* azureDisk:AzureDiskVolumeSource* photonPersistentDisk:PhotonPersistentDiskVolumeSource* portworxVolume:PortworxVolumeSource* scaleIO:ScaleIOPersistentVolumeSource* local:LocalVolumeSource* storageos:StorageOSPersistentVolumeSource* csi:CSIPersistentVolumeSource* accessModes:[s] claimRef:ObjectReference* persistentVolumeReclaimPolicy:s storageClassName:s mountOptions:[s] volumeMode:s* nodeAffinity:VolumeNodeAffinity* volumeAttributesClassName:s*>1.29
PersistentVolumeStatus phase:s message:s reason:s lastPhaseTransitionTime:t*>1.28
PhotonPersistentDiskVolumeSource pdID:s! fsType:s
Pod kind:s apiVersion:s metadata:ObjectMeta spec:PodSpec status:PodStatus
PodAffinity requiredDuringSchedulingIgnoredDuringExecution:[PodAffinityTerm] preferredDuringSchedulingIgnoredDuringExecution:[WeightedPodAffinityTerm]
PodAffinityTerm labelSelector:LabelSelector* namespaces:[s] topologyKey:s! namespaceSelector:LabelSelector* matchLabelKeys:[s]>1.29 mismatchLabelKeys:[s]>1.29
PodAntiAffinity requiredDuringSchedulingIgnoredDuringExecution:[PodAffinityTerm] preferredDuringSchedulingIgnoredDuringExecution:[WeightedPodAffinityTerm]
PodCertificateProjection signerName:s keyType:s maxExpirationSeconds:i* credentialBundlePath:s keyPath:s certificateChainPath:s userAnnotations:{s}>1.35 user:l*>1.37
PodCondition type:s! status:s! lastProbeTime:t lastTransitionTime:t reason:s message:s observedGeneration:l>1.33
PodDNSConfig nameservers:[s] searches:[s] options:[PodDNSConfigOption]
PodDNSConfigOption name:s value:s*
PodDisruptionBudget kind:s apiVersion:s metadata:ObjectMeta spec:PodDisruptionBudgetSpec status:PodDisruptionBudgetStatus
PodDisruptionBudgetSpec minAvailable:x* selector:LabelSelector* maxUnavailable:x* unhealthyPodEvictionPolicy:s*
PodDisruptionBudgetStatus observedGeneration:l disruptedPods:{t} disruptionsAllowed:i! currentHealthy:i! desiredHealthy:i! expectedPods:i! conditions:[Condition]~type%type
PodExtendedResourceClaimStatus requestMappings:[ContainerExtendedResourceRequest]! resourceClaimName:s!
PodFailurePolicy rules:[PodFailurePolicyRule]!
PodFailurePolicyOnExitCodesRequirement containerName:s* operator:s! values:[i]!%=
PodFailurePolicyOnPodConditionsPattern type:s! status:s!
PodFailurePolicyRule action:s! onExitCodes:PodFailurePolicyOnExitCodesRequirement* onPodConditions:[PodFailurePolicyOnPodConditionsPattern]
PodIP ip:s!
PodOS name:s!
PodReadinessGate conditionType:s!
PodResourceClaim name:s! source:ClaimSource<1.30 resourceClaimName:s*>1.31 resourceClaimTemplateName:s*>1.31
PodResourceClaimStatus name:s! resourceClaimName:s*
PodSchedulingGate name:s!
PodSchedulingGroup podGroupName:s*
PodSecurityContext seLinuxOptions:SELinuxOptions* windowsOptions:WindowsSecurityContextOptions* runAsUser:l* runAsGroup:l* runAsNonRoot:b* supplementalGroups:[l] fsGroup:l* sysctls:[Sysctl] fsGroupChangePolicy:s* seccompProfile:SeccompProfile* appArmorProfile:AppArmorProfile*>1.30 supplementalGroupsPolicy:s*>1.31 seLinuxChangePolicy:s*>1.32
PodSpec volumes:[Volume]~name%name& initContainers:[Container]~name%name containers:[Container]!~name%name ephemeralContainers:[EphemeralContainer]~name%name restartPolicy:s terminationGracePeriodSeconds:l* activeDeadlineSeconds:l* dnsPolicy:s nodeSelector:{s} serviceAccountName:s serviceAccount:s automountServiceAccountToken:b* nodeName:s hostNetwork:b hostPID:b hostIPC:b shareProcessNamespace:b* securityContext:PodSecurityContext* imagePullSecrets:[LocalObjectReference]~name%name hostname:s subdomain:s affinity:Affinity* schedulerName:s tolerations:[Toleration] hostAliases:[HostAlias]~ip%ip priorityClassName:s priority:i* dnsConfig:PodDNSConfig* readinessGates:[PodReadinessGate] runtimeClassName:s* enableServiceLinks:b* preemptionPolicy:s* overhead:{q} topologySpreadConstraints:[TopologySpreadConstraint]~topologyKey%topologyKey,whenUnsatisfiable setHostnameAsFQDN:b* os:PodOS* hostUsers:b* schedulingGates:[PodSchedulingGate]~name%name resourceClaims:[PodResourceClaim]~name%name& resources:ResourceRequirements*>1.32 hostnameOverride:s*>1.34 workloadRef:WorkloadReference*>1.35<1.35 schedulingGroup:PodSchedulingGroup*>1.36 evictionResponders:[EvictionResponder]~name%name>1.37
PodStatus phase:s conditions:[PodCondition]~type%type message:s reason:s nominatedNodeName:s hostIP:s podIP:s podIPs:[PodIP]~ip%ip startTime:t* initContainerStatuses:[ContainerStatus] containerStatuses:[ContainerStatus] qosClass:s ephemeralContainerStatuses:[ContainerStatus] resize:s hostIPs:[HostIP]~ip>1.28 resourceClaimStatuses:[PodResourceClaimStatus]~name%name&>1.28 observedGeneration:l>1.33 extendedResourceClaimStatus:PodExtendedResourceClaimStatus*>1.34 allocatedResources:{q}>1.35 resources:ResourceRequirements*>1.35 nodeAllocatableResourceClaimStatuses:[NodeAllocatableResourceClaimStatus]~resourceClaimName%resourceClaimName>1.36 volumeHealth:[PodVolumeHealth]%name>1.37
PodTemplate kind:s apiVersion:s metadata:ObjectMeta template:PodTemplateSpec
PodTemplateSpec metadata:ObjectMeta spec:PodSpec
PodVolumeHealth name:s! healthConditions:[VolumeHealthCondition]~status%status,reason lastTransitionTime:t
PodsMetricSource metric:MetricIdentifier! target:MetricTarget!
PodsMetricStatus metric:MetricIdentifier! current:MetricValueStatus!
PolicyRule verbs:[s]! apiGroups:[s] resources:[s] resourceNames:[s] nonResourceURLs:[s]
PortStatus port:i! protocol:s! error:s*
PortworxVolumeSource volumeID:s! fsType:s readOnly:b
PreferredSchedulingTerm weight:i! preference:NodeSelectorTerm!
PriorityClass kind:s apiVersion:s metadata:ObjectMeta value:i! globalDefault:b description:s preemptionPolicy:s*
Probe exec:ExecAction* httpGet:HTTPGetAction* tcpSocket:TCPSocketAction* grpc:GRPCAction* initialDelaySeconds:i timeoutSeconds:i periodSeconds:i successThreshold:i failureThreshold:i terminationGracePeriodSeconds:l*
ProjectedVolumeSource sources:[VolumeProjection]! defaultMode:i* defaultUser:l*>1.37
QuobyteVolumeSource registry:s! volume:s! readOnly:b user:s group:s tenant:s
RBDPersistentVolumeSource monitors:[s]! image:s! fsType:s pool:s user:s keyring:s secretRef:SecretReference* readOnly:b
RBDVolumeSource monitors:[s]! image:s! fsType:s pool:s user:s keyring:s secretRef:LocalObjectReference* readOnly:b
ReplicaSet kind:s apiVersion:s metadata:ObjectMeta spec:ReplicaSetSpec status:ReplicaSetStatus
ReplicaSetCondition type:s! status:s! lastTransitionTime:t reason:s message:s
ReplicaSetSpec replicas:i* minReadySeconds:i selector:LabelSelector*! template:PodTemplateSpec
ReplicaSetStatus replicas:i! fullyLabeledReplicas:i readyReplicas:i availableReplicas:i observedGeneration:l conditions:[ReplicaSetCondition]~type%type terminatingReplicas:i*>1.33
ReplicationController kind:s apiVersion:s metadata:ObjectMeta spec:ReplicationControllerSpec status:ReplicationControllerStatus
ReplicationControllerCondition type:s! status:s! lastTransitionTime:t reason:s message:s
ReplicationControllerSpec replicas:i* minReadySeconds:i selector:{s} template:PodTemplateSpec*
ReplicationControllerStatus replicas:i! fullyLabeledReplicas:i readyReplicas:i availableReplicas:i observedGeneration:l conditions:[ReplicationControllerCondition]~type%type
ResourceClaim name:s! request:s>1.31
ResourceFieldSelector containerName:s resource:s! divisor:q
ResourceHealth resourceID:s! health:s message:s*>1.36
ResourceMetricSource name:s! target:MetricTarget!
ResourceMetricStatus name:s! current:MetricValueStatus!
ResourceQuota kind:s apiVersion:s metadata:ObjectMeta spec:ResourceQuotaSpec status:ResourceQuotaStatus
ResourceQuotaSpec hard:{q} scopes:[s] scopeSelector:ScopeSelector*
ResourceQuotaStatus hard:{q} used:{q}
ResourceRequirements limits:{q} requests:{q} claims:[ResourceClaim]%name
ResourceStatus name:s! resources:[ResourceHealth]%resourceID
Role kind:s apiVersion:s metadata:ObjectMeta rules:[PolicyRule]!
RoleBinding kind:s apiVersion:s metadata:ObjectMeta subjects:[Subject] roleRef:RoleRef!
RoleRef apiGroup:s! kind:s! name:s!
RollingUpdateDaemonSet maxUnavailable:x* maxSurge:x*
RollingUpdateDeployment maxUnavailable:x* maxSurge:x*
RollingUpdateStatefulSetStrategy partition:i* maxUnavailable:x*
RuntimeClass kind:s apiVersion:s metadata:ObjectMeta handler:s! overhead:Overhead* scheduling:Scheduling*
SELinuxOptions user:s role:s type:s level:s
ScaleIOPersistentVolumeSource gateway:s! system:s! secretRef:SecretReference*! sslEnabled:b protectionDomain:s storagePool:s storageMode:s volumeName:s fsType:s readOnly:b
ScaleIOVolumeSource gateway:s! system:s! secretRef:LocalObjectReference*! sslEnabled:b protectionDomain:s storagePool:s storageMode:s volumeName:s fsType:s readOnly:b
Scheduling nodeSelector:{s} tolerations:[Toleration]
ScopeSelector matchExpressions:[ScopedResourceSelectorRequirement]
ScopedResourceSelectorRequirement scopeName:s! operator:s! values:[s]
SeccompProfile type:s! localhostProfile:s*
Secret kind:s apiVersion:s metadata:ObjectMeta immutable:b* data:{y} stringData:{s} type:s
SecretEnvSource name:s optional:b*
SecretKeySelector name:s key:s! optional:b*
SecretProjection name:s items:[KeyToPath] optional:b*
SecretReference name:s namespace:s
SecretVolumeSource secretName:s items:[KeyToPath] defaultMode:i* optional:b* defaultUser:l*>1.37
SecurityContext capabilities:Capabilities* privileged:b* seLinuxOptions:SELinuxOptions* windowsOptions:WindowsSecurityContextOptions* runAsUser:l* runAsGroup:l* runAsNonRoot:b* readOnlyRootFilesystem:b* allowPrivilegeEscalation:b* procMount:s* seccompProfile:SeccompProfile* appArmorProfile:AppArmorProfile*>1.30
SelectableField jsonPath:s!
Service kind:s apiVersion:s metadata:ObjectMeta spec:ServiceSpec status:ServiceStatus
ServiceAccount kind:s apiVersion:s metadata:ObjectMeta secrets:[ObjectReference]~name%name imagePullSecrets:[LocalObjectReference] automountServiceAccountToken:b*
ServiceAccountTokenProjection audience:s expirationSeconds:l* path:s! user:l*>1.37
ServiceBackendPort name:s number:i
ServicePort name:s protocol:s appProtocol:s* port:i! targetPort:x nodePort:i
ServiceReference namespace:s! name:s! path:s* port:i*
ServiceSpec ports:[ServicePort]~port%port,protocol selector:{s} clusterIP:s clusterIPs:[s] type:s externalIPs:[s] sessionAffinity:s loadBalancerIP:s loadBalancerSourceRanges:[s] externalName:s externalTrafficPolicy:s healthCheckNodePort:i publishNotReadyAddresses:b sessionAffinityConfig:SessionAffinityConfig* ipFamilies:[s] ipFamilyPolicy:s* allocateLoadBalancerNodePorts:b* loadBalancerClass:s* internalTrafficPolicy:s* trafficDistribution:s*>1.30
ServiceStatus loadBalancer:LoadBalancerStatus conditions:[Condition]~type%type
SessionAffinityConfig clientIP:ClientIPConfig*
SleepAction seconds:l!
StatefulSet kind:s apiVersion:s metadata:ObjectMeta spec:StatefulSetSpec status:StatefulSetStatus
StatefulSetCondition type:s! status:s! lastTransitionTime:t reason:s message:s
StatefulSetOrdinals start:i!
StatefulSetPersistentVolumeClaimRetentionPolicy whenDeleted:s whenScaled:s
StatefulSetSpec replicas:i* selector:LabelSelector*! template:PodTemplateSpec! volumeClaimTemplates:[PersistentVolumeClaim] serviceName:s! podManagementPolicy:s updateStrategy:StatefulSetUpdateStrategy revisionHistoryLimit:i* minReadySeconds:i persistentVolumeClaimRetentionPolicy:StatefulSetPersistentVolumeClaimRetentionPolicy* ordinals:StatefulSetOrdinals*
StatefulSetStatus observedGeneration:l replicas:i! readyReplicas:i currentReplicas:i updatedReplicas:i currentRevision:s updateRevision:s collisionCount:i* conditions:[StatefulSetCondition]~type%type availableReplicas:i!
StatefulSetUpdateStrategy type:s rollingUpdate:RollingUpdateStatefulSetStrategy*
StorageClass kind:s apiVersion:s metadata:ObjectMeta provisioner:s! parameters:{s} reclaimPolicy:s* mountOptions:[s] allowVolumeExpansion:b* volumeBindingMode:s* allowedTopologies:[TopologySelectorTerm]
StorageHealth name:s! healthConditions:[StorageHealthCondition]
StorageHealthCondition status:s! reason:s! message:s accessMode:s* volumeMode:s* lastTransitionTime:t
StorageOSPersistentVolumeSource volumeName:s volumeNamespace:s fsType:s readOnly:b secretRef:ObjectReference*
StorageOSVolumeSource volumeName:s volumeNamespace:s fsType:s readOnly:b secretRef:LocalObjectReference*
Subject kind:s! apiGroup:s name:s! namespace:s
SuccessPolicy rules:[SuccessPolicyRule]!
SuccessPolicyRule succeededIndexes:s* succeededCount:i*
Sysctl name:s! value:s!
TCPSocketAction port:x! host:s
TokenRequest audience:s! expirationSeconds:l*
Toleration key:s operator:s value:s effect:s tolerationSeconds:l*
TopologyConstraint key:s!
TopologySelectorLabelRequirement key:s! values:[s]!
TopologySelectorTerm matchLabelExpressions:[TopologySelectorLabelRequirement]
TopologySpreadConstraint maxSkew:i! topologyKey:s! whenUnsatisfiable:s! labelSelector:LabelSelector* minDomains:i* nodeAffinityPolicy:s* nodeTaintsPolicy:s* matchLabelKeys:[s]
TypedLocalObjectReference apiGroup:s*! kind:s! name:s!
TypedObjectReference apiGroup:s*! kind:s! name:s! namespace:s*
UncountedTerminatedPods succeeded:[s]%= failed:[s]%=
Volume name:s! hostPath:HostPathVolumeSource* emptyDir:EmptyDirVolumeSource* gcePersistentDisk:GCEPersistentDiskVolumeSource* awsElasticBlockStore:AWSElasticBlockStoreVolumeSource* gitRepo:GitRepoVolumeSource* secret:SecretVolumeSource* nfs:NFSVolumeSource* iscsi:ISCSIVolumeSource* glusterfs:GlusterfsVolumeSource* persistentVolumeClaim:PersistentVolumeClaimVolumeSource* rbd:RBDVolumeSource* flexVolume:FlexVolumeSource* cinder:CinderVolumeSource* cephfs:CephFSVolumeSource* flocker:FlockerVolumeSource* downwardAPI:DownwardAPIVolumeSource* fc:FCVolumeSource* azureFile:AzureFileVolumeSource* configMap:ConfigMapVolumeSource* vsphereVolume:VsphereVirtualDiskVolumeSource* quobyte:QuobyteVolumeSource* azureDisk:AzureDiskVolumeSource* photonPersistentDisk:PhotonPersistentDiskVolumeSource* projected:ProjectedVolumeSource* portworxVolume:PortworxVolumeSource* scaleIO:ScaleIOVolumeSource* storageos:StorageOSVolumeSource* csi:CSIVolumeSource* ephemeral:EphemeralVolumeSource* image:ImageVolumeSource*>1.31
VolumeAttributesClass kind:s apiVersion:s metadata:ObjectMeta driverName:s! parameters:{s}
VolumeDevice name:s! devicePath:s!
VolumeHealthCondition status:s! reason:s! message:s
VolumeHealthStatus healthConditions:[VolumeHealthCondition]~status%status,reason lastTransitionTime:t
VolumeMount name:s! readOnly:b mountPath:s! subPath:s mountPropagation:s* subPathExpr:s recursiveReadOnly:s*>1.30 bindMountOptions:[s]%=>1.37
VolumeMountStatus name:s! mountPath:s! readOnly:b recursiveReadOnly:s* volumeStatus:VolumeStatus*>1.36
VolumeNodeAffinity required:NodeSelector*
VolumeNodeResources count:i*
VolumeProjection secret:SecretProjection* downwardAPI:DownwardAPIProjection* configMap:ConfigMapProjection* serviceAccountToken:ServiceAccountTokenProjection* clusterTrustBundle:ClusterTrustBundleProjection*>1.29 podCertificate:PodCertificateProjection*>1.34
VolumeResourceRequirements limits:{q} requests:{q}
VolumeStatus image:ImageVolumeStatus*
VsphereVirtualDiskVolumeSource volumePath:s! fsType:s storagePolicyName:s storagePolicyID:s
WebhookClientConfig url:s* service:ServiceReference* caBundle:y
WebhookConversion clientConfig:WebhookClientConfig* conversionReviewVersions:[s]!
WeightedPodAffinityTerm weight:i! podAffinityTerm:PodAffinityTerm!
WindowsSecurityContextOptions gmsaCredentialSpecName:s* gmsaCredentialSpec:s* runAsUserName:s* hostProcess:b*
WorkloadPodGroupAllDisruptionMode
WorkloadPodGroupBasicSchedulingPolicy
WorkloadPodGroupDisruptionMode single:WorkloadPodGroupSingleDisruptionMode* all:WorkloadPodGroupAllDisruptionMode*
WorkloadPodGroupGangSchedulingPolicy minCount:i*
WorkloadPodGroupResourceClaim name:s! resourceClaimName:s* resourceClaimTemplateName:s*
WorkloadPodGroupSchedulingConstraints topology:[TopologyConstraint]
WorkloadPodGroupSchedulingPolicy basic:WorkloadPodGroupBasicSchedulingPolicy* gang:WorkloadPodGroupGangSchedulingPolicy*
WorkloadPodGroupSingleDisruptionMode
WorkloadReference name:s!<1.35 podGroup:s!<1.35 podGroupReplicaKey:s<1.35
`;
