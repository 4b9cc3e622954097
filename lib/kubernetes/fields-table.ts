// Written by scripts/kubernetes-fields from k8s.io/api 1.27 to 1.37. Do not edit.
//
// One line a type: its fields as name:type. Types: s string, b bool, i int32, l int64, q quantity, x number or string, t time, y bytes,
// [T] list, {T} map, otherwise another line. Marks: ! written even when empty, * pointer (an empty value is kept),
// ~KEY merge key of client-side apply, %KEYS keys of server-side apply, & retainKeys, >V first version, <V last version.
export const FIELDS_TABLE = `
AWSElasticBlockStoreVolumeSource volumeID:s! fsType:s partition:i readOnly:b
Affinity nodeAffinity:NodeAffinity* podAffinity:PodAffinity* podAntiAffinity:PodAntiAffinity*
AppArmorProfile type:s! localhostProfile:s*
AzureDiskVolumeSource diskName:s! diskURI:s! cachingMode:s* fsType:s* readOnly:b* kind:s*
AzureFileVolumeSource secretName:s! shareName:s! readOnly:b
CSIVolumeSource driver:s! readOnly:b* fsType:s* volumeAttributes:{s} nodePublishSecretRef:LocalObjectReference*
Capabilities add:[s] drop:[s]
CephFSVolumeSource monitors:[s]! path:s user:s secretFile:s secretRef:LocalObjectReference* readOnly:b
CinderVolumeSource volumeID:s! fsType:s readOnly:b secretRef:LocalObjectReference*
ClaimSource resourceClaimName:s*<1.30 resourceClaimTemplateName:s*<1.30
ClientIPConfig timeoutSeconds:i*
ClusterTrustBundleProjection name:s* signerName:s* labelSelector:LabelSelector* optional:b* path:s! user:l*>1.37
Condition type:s! status:s! observedGeneration:l lastTransitionTime:t! reason:s! message:s!
ConfigMapEnvSource name:s optional:b*
ConfigMapKeySelector name:s key:s! optional:b*
ConfigMapProjection name:s items:[KeyToPath] optional:b*
ConfigMapVolumeSource name:s items:[KeyToPath] defaultMode:i* optional:b* defaultUser:l*>1.37
Container name:s! image:s command:[s] args:[s] workingDir:s ports:[ContainerPort]~containerPort%containerPort,protocol envFrom:[EnvFromSource] env:[EnvVar]~name%name resources:ResourceRequirements resizePolicy:[ContainerResizePolicy] volumeMounts:[VolumeMount]~mountPath%mountPath volumeDevices:[VolumeDevice]~devicePath%devicePath livenessProbe:Probe* readinessProbe:Probe* startupProbe:Probe* lifecycle:Lifecycle* terminationMessagePath:s terminationMessagePolicy:s imagePullPolicy:s securityContext:SecurityContext* stdin:b stdinOnce:b tty:b restartPolicy:s*>1.28 restartPolicyRules:[ContainerRestartRule]>1.34
ContainerPort name:s hostPort:i containerPort:i! protocol:s hostIP:s
ContainerResizePolicy resourceName:s! restartPolicy:s!
ContainerRestartRule action:s exitCodes:ContainerRestartRuleOnExitCodes*
ContainerRestartRuleOnExitCodes operator:s values:[i]%=
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
EnvFromSource prefix:s configMapRef:ConfigMapEnvSource* secretRef:SecretEnvSource*
EnvVar name:s! value:s valueFrom:EnvVarSource*
EnvVarSource fieldRef:ObjectFieldSelector* resourceFieldRef:ResourceFieldSelector* configMapKeyRef:ConfigMapKeySelector* secretKeyRef:SecretKeySelector* fileKeyRef:FileKeySelector*>1.34
EphemeralContainer name:s! image:s command:[s] args:[s] workingDir:s ports:[ContainerPort]~containerPort%containerPort,protocol envFrom:[EnvFromSource] env:[EnvVar]~name%name resources:ResourceRequirements resizePolicy:[ContainerResizePolicy] volumeMounts:[VolumeMount]~mountPath%mountPath volumeDevices:[VolumeDevice]~devicePath%devicePath livenessProbe:Probe* readinessProbe:Probe* startupProbe:Probe* lifecycle:Lifecycle* terminationMessagePath:s terminationMessagePolicy:s imagePullPolicy:s securityContext:SecurityContext* stdin:b stdinOnce:b tty:b targetContainerName:s restartPolicy:s*>1.28 restartPolicyRules:[ContainerRestartRule]>1.34
EphemeralVolumeSource volumeClaimTemplate:PersistentVolumeClaimTemplate*
EvictionResponder name:s! priority:i*!
ExecAction command:[s]
FCVolumeSource targetWWNs:[s] lun:i* fsType:s readOnly:b wwids:[s]
FileKeySelector volumeName:s! path:s! key:s! optional:b*
FlexVolumeSource driver:s! fsType:s secretRef:LocalObjectReference* readOnly:b options:{s}
FlockerVolumeSource datasetName:s datasetUUID:s
GCEPersistentDiskVolumeSource pdName:s! fsType:s partition:i readOnly:b
GRPCAction port:i! service:s*! mode:s*>1.37
GitRepoVolumeSource repository:s! revision:s directory:s
GlusterfsVolumeSource endpoints:s! path:s! readOnly:b
HTTPGetAction path:s port:x! host:s scheme:s httpHeaders:[HTTPHeader] protocol:s*>1.37
HTTPHeader name:s! value:s!
HostAlias ip:s! hostnames:[s]
HostPathVolumeSource path:s! type:s*
ISCSIVolumeSource targetPortal:s! iqn:s! lun:i! iscsiInterface:s fsType:s readOnly:b portals:[s] chapAuthDiscovery:b chapAuthSession:b secretRef:LocalObjectReference* initiatorName:s*
ImageVolumeSource reference:s pullPolicy:s
KeyToPath key:s! path:s! mode:i* user:l*>1.37
LabelSelector matchLabels:{s} matchExpressions:[LabelSelectorRequirement]
LabelSelectorRequirement key:s! operator:s! values:[s]
Lifecycle postStart:LifecycleHandler* preStop:LifecycleHandler* stopSignal:s*>1.33
LifecycleHandler exec:ExecAction* httpGet:HTTPGetAction* tcpSocket:TCPSocketAction* sleep:SleepAction*>1.29
LoadBalancerIngress ip:s hostname:s ports:[PortStatus] ipMode:s*>1.29
LoadBalancerStatus ingress:[LoadBalancerIngress]
LocalObjectReference name:s
ModifyVolumeStatus targetVolumeAttributesClassName:s status:s!
NFSVolumeSource server:s! path:s! readOnly:b
NodeAffinity requiredDuringSchedulingIgnoredDuringExecution:NodeSelector* preferredDuringSchedulingIgnoredDuringExecution:[PreferredSchedulingTerm]
NodeSelector nodeSelectorTerms:[NodeSelectorTerm]!
NodeSelectorRequirement key:s! operator:s! values:[s]
NodeSelectorTerm matchExpressions:[NodeSelectorRequirement] matchFields:[NodeSelectorRequirement]
ObjectFieldSelector apiVersion:s fieldPath:s!
ObjectMeta name:s generateName:s namespace:s selfLink:s uid:s resourceVersion:s generation:l creationTimestamp:t deletionTimestamp:t* deletionGracePeriodSeconds:l* labels:{s} annotations:{s} ownerReferences:[OwnerReference]~uid%uid finalizers:[s]~=%=
OwnerReference apiVersion:s! kind:s! name:s! uid:s! controller:b* blockOwnerDeletion:b*
PersistentVolumeClaim kind:s apiVersion:s metadata:ObjectMeta spec:PersistentVolumeClaimSpec status:PersistentVolumeClaimStatus
PersistentVolumeClaimCondition type:s! status:s! lastProbeTime:t lastTransitionTime:t reason:s message:s
PersistentVolumeClaimSpec accessModes:[s] selector:LabelSelector* resources:VolumeResourceRequirements volumeName:s storageClassName:s* volumeMode:s* dataSource:TypedLocalObjectReference* dataSourceRef:TypedObjectReference* volumeAttributesClassName:s*>1.29
PersistentVolumeClaimStatus phase:s accessModes:[s] capacity:{q} conditions:[PersistentVolumeClaimCondition]~type%type allocatedResources:{q} resizeStatus:s*<1.27 allocatedResourceStatuses:{s}>1.28 currentVolumeAttributesClassName:s*>1.29 modifyVolumeStatus:ModifyVolumeStatus*>1.29 healthStatus:VolumeHealthStatus*>1.37
PersistentVolumeClaimTemplate metadata:ObjectMeta spec:PersistentVolumeClaimSpec!
PersistentVolumeClaimVolumeSource claimName:s! readOnly:b
PhotonPersistentDiskVolumeSource pdID:s! fsType:s
PodAffinity requiredDuringSchedulingIgnoredDuringExecution:[PodAffinityTerm] preferredDuringSchedulingIgnoredDuringExecution:[WeightedPodAffinityTerm]
PodAffinityTerm labelSelector:LabelSelector* namespaces:[s] topologyKey:s! namespaceSelector:LabelSelector* matchLabelKeys:[s]>1.29 mismatchLabelKeys:[s]>1.29
PodAntiAffinity requiredDuringSchedulingIgnoredDuringExecution:[PodAffinityTerm] preferredDuringSchedulingIgnoredDuringExecution:[WeightedPodAffinityTerm]
PodCertificateProjection signerName:s keyType:s maxExpirationSeconds:i* credentialBundlePath:s keyPath:s certificateChainPath:s userAnnotations:{s}>1.35 user:l*>1.37
PodDNSConfig nameservers:[s] searches:[s] options:[PodDNSConfigOption]
PodDNSConfigOption name:s value:s*
PodOS name:s!
PodReadinessGate conditionType:s!
PodResourceClaim name:s! source:ClaimSource<1.30 resourceClaimName:s*>1.31 resourceClaimTemplateName:s*>1.31
PodSchedulingGate name:s!
PodSchedulingGroup podGroupName:s*
PodSecurityContext seLinuxOptions:SELinuxOptions* windowsOptions:WindowsSecurityContextOptions* runAsUser:l* runAsGroup:l* runAsNonRoot:b* supplementalGroups:[l] fsGroup:l* sysctls:[Sysctl] fsGroupChangePolicy:s* seccompProfile:SeccompProfile* appArmorProfile:AppArmorProfile*>1.30 supplementalGroupsPolicy:s*>1.31 seLinuxChangePolicy:s*>1.32
PodSpec volumes:[Volume]~name%name& initContainers:[Container]~name%name containers:[Container]!~name%name ephemeralContainers:[EphemeralContainer]~name%name restartPolicy:s terminationGracePeriodSeconds:l* activeDeadlineSeconds:l* dnsPolicy:s nodeSelector:{s} serviceAccountName:s serviceAccount:s automountServiceAccountToken:b* nodeName:s hostNetwork:b hostPID:b hostIPC:b shareProcessNamespace:b* securityContext:PodSecurityContext* imagePullSecrets:[LocalObjectReference]~name%name hostname:s subdomain:s affinity:Affinity* schedulerName:s tolerations:[Toleration] hostAliases:[HostAlias]~ip%ip priorityClassName:s priority:i* dnsConfig:PodDNSConfig* readinessGates:[PodReadinessGate] runtimeClassName:s* enableServiceLinks:b* preemptionPolicy:s* overhead:{q} topologySpreadConstraints:[TopologySpreadConstraint]~topologyKey%topologyKey,whenUnsatisfiable setHostnameAsFQDN:b* os:PodOS* hostUsers:b* schedulingGates:[PodSchedulingGate]~name%name resourceClaims:[PodResourceClaim]~name%name& resources:ResourceRequirements*>1.32 hostnameOverride:s*>1.34 workloadRef:WorkloadReference*>1.35<1.35 schedulingGroup:PodSchedulingGroup*>1.36 evictionResponders:[EvictionResponder]~name%name>1.37
PodTemplateSpec metadata:ObjectMeta spec:PodSpec
PortStatus port:i! protocol:s! error:s*
PortworxVolumeSource volumeID:s! fsType:s readOnly:b
PreferredSchedulingTerm weight:i! preference:NodeSelectorTerm!
Probe exec:ExecAction* httpGet:HTTPGetAction* tcpSocket:TCPSocketAction* grpc:GRPCAction* initialDelaySeconds:i timeoutSeconds:i periodSeconds:i successThreshold:i failureThreshold:i terminationGracePeriodSeconds:l*
ProjectedVolumeSource sources:[VolumeProjection]! defaultMode:i* defaultUser:l*>1.37
QuobyteVolumeSource registry:s! volume:s! readOnly:b user:s group:s tenant:s
RBDVolumeSource monitors:[s]! image:s! fsType:s pool:s user:s keyring:s secretRef:LocalObjectReference* readOnly:b
ResourceClaim name:s! request:s>1.31
ResourceFieldSelector containerName:s resource:s! divisor:q
ResourceRequirements limits:{q} requests:{q} claims:[ResourceClaim]%name
RollingUpdateDaemonSet maxUnavailable:x* maxSurge:x*
RollingUpdateDeployment maxUnavailable:x* maxSurge:x*
RollingUpdateStatefulSetStrategy partition:i* maxUnavailable:x*
SELinuxOptions user:s role:s type:s level:s
ScaleIOVolumeSource gateway:s! system:s! secretRef:LocalObjectReference*! sslEnabled:b protectionDomain:s storagePool:s storageMode:s volumeName:s fsType:s readOnly:b
SeccompProfile type:s! localhostProfile:s*
SecretEnvSource name:s optional:b*
SecretKeySelector name:s key:s! optional:b*
SecretProjection name:s items:[KeyToPath] optional:b*
SecretVolumeSource secretName:s items:[KeyToPath] defaultMode:i* optional:b* defaultUser:l*>1.37
SecurityContext capabilities:Capabilities* privileged:b* seLinuxOptions:SELinuxOptions* windowsOptions:WindowsSecurityContextOptions* runAsUser:l* runAsGroup:l* runAsNonRoot:b* readOnlyRootFilesystem:b* allowPrivilegeEscalation:b* procMount:s* seccompProfile:SeccompProfile* appArmorProfile:AppArmorProfile*>1.30
Service kind:s apiVersion:s metadata:ObjectMeta spec:ServiceSpec status:ServiceStatus
ServiceAccountTokenProjection audience:s expirationSeconds:l* path:s! user:l*>1.37
ServicePort name:s protocol:s appProtocol:s* port:i! targetPort:x nodePort:i
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
StorageOSVolumeSource volumeName:s volumeNamespace:s fsType:s readOnly:b secretRef:LocalObjectReference*
Sysctl name:s! value:s!
TCPSocketAction port:x! host:s
Toleration key:s operator:s value:s effect:s tolerationSeconds:l*
TopologySpreadConstraint maxSkew:i! topologyKey:s! whenUnsatisfiable:s! labelSelector:LabelSelector* minDomains:i* nodeAffinityPolicy:s* nodeTaintsPolicy:s* matchLabelKeys:[s]
TypedLocalObjectReference apiGroup:s*! kind:s! name:s!
TypedObjectReference apiGroup:s*! kind:s! name:s! namespace:s*
Volume name:s! hostPath:HostPathVolumeSource* emptyDir:EmptyDirVolumeSource* gcePersistentDisk:GCEPersistentDiskVolumeSource* awsElasticBlockStore:AWSElasticBlockStoreVolumeSource* gitRepo:GitRepoVolumeSource* secret:SecretVolumeSource* nfs:NFSVolumeSource* iscsi:ISCSIVolumeSource* glusterfs:GlusterfsVolumeSource* persistentVolumeClaim:PersistentVolumeClaimVolumeSource* rbd:RBDVolumeSource* flexVolume:FlexVolumeSource* cinder:CinderVolumeSource* cephfs:CephFSVolumeSource* flocker:FlockerVolumeSource* downwardAPI:DownwardAPIVolumeSource* fc:FCVolumeSource* azureFile:AzureFileVolumeSource* configMap:ConfigMapVolumeSource* vsphereVolume:VsphereVirtualDiskVolumeSource* quobyte:QuobyteVolumeSource* azureDisk:AzureDiskVolumeSource* photonPersistentDisk:PhotonPersistentDiskVolumeSource* projected:ProjectedVolumeSource* portworxVolume:PortworxVolumeSource* scaleIO:ScaleIOVolumeSource* storageos:StorageOSVolumeSource* csi:CSIVolumeSource* ephemeral:EphemeralVolumeSource* image:ImageVolumeSource*>1.31
VolumeDevice name:s! devicePath:s!
VolumeHealthCondition status:s! reason:s! message:s
VolumeHealthStatus healthConditions:[VolumeHealthCondition]~status%status,reason lastTransitionTime:t
VolumeMount name:s! readOnly:b mountPath:s! subPath:s mountPropagation:s* subPathExpr:s recursiveReadOnly:s*>1.30 bindMountOptions:[s]%=>1.37
VolumeProjection secret:SecretProjection* downwardAPI:DownwardAPIProjection* configMap:ConfigMapProjection* serviceAccountToken:ServiceAccountTokenProjection* clusterTrustBundle:ClusterTrustBundleProjection*>1.29 podCertificate:PodCertificateProjection*>1.34
VolumeResourceRequirements limits:{q} requests:{q}
VsphereVirtualDiskVolumeSource volumePath:s! fsType:s storagePolicyName:s storagePolicyID:s
WeightedPodAffinityTerm weight:i! podAffinityTerm:PodAffinityTerm!
WindowsSecurityContextOptions gmsaCredentialSpecName:s* gmsaCredentialSpec:s* runAsUserName:s* hostProcess:b*
WorkloadReference name:s!<1.35 podGroup:s!<1.35 podGroupReplicaKey:s<1.35
`;
