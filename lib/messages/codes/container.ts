import { error, warning } from './code';

/** Containers and pods, with what is mounted into them. */
export const CONTAINER_CODES = {
  'capability-invalid': error(
    'A capability is not written in capitals without `CAP_`',
    'PodSecurity rejects the pods; without PodSecurity the container runtime rejects them',
    "Write it like 'NET_BIND_SERVICE'",
  ),
  'config-file-invalid': error(
    'The content of a configuration file is not text',
    'rejects the ConfigMap',
    'Give the content of the file',
  ),
  'config-file-name-invalid': error(
    'The name of a configuration file is not a valid key of a ConfigMap',
    'rejects the ConfigMap',
    'Correct the name, and mount a folder for each level',
  ),
  'config-folder-never-reloads': error(
    'A folder that reloads is mounted with `subPath`',
    '**accepts it**, and running pods never see a change',
    'Mount the whole folder',
  ),
  'config-folder-not-mounted': error(
    'No container mounts a folder of configuration files',
    '**accepts it**, and nobody reads the files',
    'Mount the folder',
  ),
  'config-files-too-large': error(
    'All configuration files together exceed 1 MiB',
    'rejects the ConfigMap',
    'Put large files into the image or a volume',
  ),
  'container-name-duplicate': error(
    'Two containers have the same name',
    'rejects the StatefulSet, before 1.34 the pods',
    'Rename one of the containers',
  ),
  'container-name-invalid': error(
    'The name of a container is not a DNS label',
    'rejects the StatefulSet, before 1.34 the pods',
    'Choose a simpler name',
  ),
  'env-name-duplicate': error(
    'A variable is in `env` and in `envValues`',
    '**accepts it**, and the last one counts',
    'Keep one of the two',
  ),
  'env-name-invalid': error(
    'The name of a variable has other characters than letters, digits, `-`, `_`, `.`, or begins with a digit',
    'before 1.32 rejects the pods; from then on it **accepts** all but `=`, and shells still cannot read the variable',
    'Correct the name',
  ),
  'env-value-invalid': error('The value of a variable is not text', 'rejects the object', 'Put it in quotes'),
  'image-invalid': error(
    'The image is empty, has white space or a protocol in it, or is no reference that a node can read',
    'rejects an image that is empty or begins or ends with white space; **accepts** every other, and the pods wait with InvalidImageName',
    "Write it with its tag, such as 'nginx:1.22.1'",
  ),
  'init-container-probe': error(
    'An init container that ends has a probe',
    'rejects the StatefulSet, before 1.34 the pods',
    'Leave it out, or make the container a sidecar',
  ),
  'mount-path-duplicate': error(
    'Two mounts of a container have the same path',
    'rejects the StatefulSet, before 1.34 the pods; it **accepts** `/srv` beside `/srv/`, and one hides the other',
    'Choose another path for one of the two',
  ),
  'mount-path-invalid': error(
    'The path of a mount is the root, or has a colon, a control character or `..`',
    '**accepts it**, against its own documentation: container runtimes that write mounts as `from:to` read it wrongly',
    'Choose another path',
  ),
  'mount-path-relative': error(
    'The path of a mount is relative',
    '**accepts it**, and starts at the root, which a reader of the manifest does not see',
    'Write it from the root',
  ),
  'mount-source-unknown': error(
    'A mount names no claim or volume',
    'rejects the StatefulSet, before 1.34 the pods',
    'Correct the name, or add the claim or volume',
  ),
  'pause-beyond-grace': error(
    'A hook waits longer than the pod has to stop',
    'rejects the StatefulSet, before 1.34 the pods',
    'Wait less, or raise terminationGracePeriodSeconds',
  ),
  'port-and-ports': error(
    '`port` and `ports` are both given',
    '**accepts** what the library would make of it: `ports` alone',
    'Write the port into ports, or leave ports out',
  ),
  'port-duplicate': error(
    'Two ports have the same number and protocol',
    'rejects the Service',
    'Remove one of the two',
  ),
  'port-name-duplicate': error('Two ports have the same name', 'rejects the Service', 'Rename one of the ports'),
  'port-name-invalid': error(
    'The name of a port is not a service name of at most 15 characters',
    'rejects the objects',
    'Choose a shorter or simpler name',
  ),
  'port-name-missing': error(
    'One of several ports has no name',
    'rejects the Service',
    'Name the port, or set exposed to false',
  ),
  'port-out-of-range': error(
    'A port is not a whole number from 1 to 65535',
    'rejects the objects',
    'Give the number of a port',
  ),
  'probe-command-empty': error(
    'An exec probe has no command',
    'rejects the StatefulSet, before 1.34 the pods',
    'Give the command and its arguments',
  ),
  'probe-option-invalid': error(
    'A number of a probe is out of range',
    'rejects the StatefulSet, before 1.34 the pods',
    'Correct the number',
  ),
  'probe-port-invalid': error(
    'A probe asks no port from 1 to 65535',
    'rejects the StatefulSet, before 1.34 the pods',
    'Give the app a port, or the probe one',
  ),
  'probe-port-unknown': error(
    'A probe names a port that the container does not have',
    '**accepts it**, and the probe always fails',
    'Correct the name, or give the number as port',
  ),
  'quantity-invalid': error(
    'A quantity is not written as Kubernetes does, or is negative',
    'rejects the StatefulSet, before 1.34 a negative one only in the pods',
    "Write it as Kubernetes does, such as '500m' or '1Gi'",
  ),
  'request-above-limit': error(
    'A request is above its limit',
    'rejects the StatefulSet, before 1.34 the pods',
    'Raise the limit or lower the request',
  ),
  'resource-name-invalid': error(
    'A resource cannot have this name',
    'rejects the StatefulSet, before 1.34 the pods',
    'Name a resource, such as cpu or memory',
  ),
  'security-level-exceeded': error(
    "A user, a capability or another right is beyond the app's security level",
    'rejects the pods in a namespace that enforces the level',
    'Remove it, or set another securityLevel',
  ),
  'source-name-invalid': error(
    'The name of a ConfigMap, Secret or the like is not a DNS name',
    'rejects the StatefulSet, before 1.34 the pods',
    'Correct the name',
  ),
  'sub-path-invalid': error(
    'A sub-path is absolute or has `..`',
    'rejects the StatefulSet, before 1.34 the pods',
    'Name a folder inside the volume',
  ),
  'user-or-group-invalid': error(
    'A user or group is not a whole number of 0 or more',
    'rejects the StatefulSet, before 1.34 the pods',
    'Give a numeric id',
  ),
  'volume-name-duplicate': error(
    'Two volumes have the same name, or a claim has the name of a volume made for `writablePaths` or `configFiles`',
    'rejects the StatefulSet, before 1.34 the pods',
    'Rename one of the volumes',
  ),
  'volume-name-invalid': error(
    'The name of a volume is not a DNS label',
    'rejects the StatefulSet, before 1.34 the pods',
    'Choose a simpler name',
  ),
  'env-reference-undefined': warning(
    'A value names a variable that is not defined, or is defined only after it',
    '**accepts it**, and the container gets the text `$(NAME)`',
    'Correct the name, define the variable earlier, or write $$(NAME) for the text itself',
  ),
  'quantity-unlikely': warning(
    'A quantity is so large or small that its unit is probably missing or wrong',
    '**accepts it**: the pod is killed immediately, or never scheduled, or its volume has no room',
    'Write the unit',
  ),
  'volume-shadowed': warning(
    'A volume has the name of a claim',
    '**accepts it**, and the claim replaces the volume in every pod',
    'Rename the volume, or remove it',
  ),
};
