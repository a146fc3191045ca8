from __future__ import annotations

from pkgutil import extend_path
__path__ = extend_path(__path__, __name__)

import abc
import builtins
import datetime
import enum
import typing

import jsii
import publication
import typing_extensions

from jsii._type_checking import cached_type_hints, check_type


from ._jsii import *

class _LazyImport:
    def __init__(self, module_name: str) -> None:
        self._module_name = module_name
        self._module: typing.Any = None
    def __getattr__(self, name: str) -> typing.Any:
        if self._module is None:
            import importlib
            self._module = importlib.import_module(self._module_name)
        return getattr(self._module, name)

if typing.TYPE_CHECKING:

    import cdk8s as _cdk8s_d3d9af27
    import constructs as _constructs_77d1e7e8
else:

    _cdk8s_d3d9af27 = _LazyImport("cdk8s")
    _constructs_77d1e7e8 = _LazyImport("constructs")


class Cluster(
    _cdk8s_d3d9af27.ApiObject,
    metaclass=jsii.JSIIMeta,
    jsii_type="homelab_cnpg_iocnpgpostgresql.Cluster",
):
    '''
    :schema: Cluster
    '''

    def __init__(
        self,
        scope: "_constructs_77d1e7e8.Construct",
        id: builtins.str,
        *,
        metadata: typing.Union["_cdk8s_d3d9af27.ApiObjectMetadata", typing.Dict[builtins.str, typing.Any]],
        spec: typing.Union["ClusterSpec", typing.Dict[builtins.str, typing.Any]],
    ) -> None:
        '''Defines a "Cluster" API object.

        :param scope: the scope in which to define this object.
        :param id: a scope-local name for the object.
        :param metadata: 
        :param spec: 
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__9ac8e6aa3c3b3d3721f13347e9e0ed3309116ae24c1ea807c01f339f351b8010)
            check_type(argname="argument scope", value=scope, expected_type=type_hints["scope"])
            check_type(argname="argument id", value=id, expected_type=type_hints["id"])
        props = ClusterProps(metadata=metadata, spec=spec)

        jsii.create(self.__class__, self, [scope, id, props])

    @jsii.member(jsii_name="manifest")
    @builtins.classmethod
    def manifest(
        cls,
        *,
        metadata: typing.Union["_cdk8s_d3d9af27.ApiObjectMetadata", typing.Dict[builtins.str, typing.Any]],
        spec: typing.Union["ClusterSpec", typing.Dict[builtins.str, typing.Any]],
    ) -> typing.Any:
        '''Renders a Kubernetes manifest for "Cluster".

        This can be used to inline resource manifests inside other objects (e.g. as templates).

        :param metadata: 
        :param spec: 
        '''
        props = ClusterProps(metadata=metadata, spec=spec)

        return typing.cast(typing.Any, jsii.sinvoke(cls, "manifest", [props]))

    @jsii.member(jsii_name="toJson")
    def to_json(self) -> typing.Any:
        '''Renders the object to Kubernetes JSON.'''
        return typing.cast(typing.Any, jsii.invoke(self, "toJson", []))

    @jsii.python.classproperty
    @jsii.member(jsii_name="GVK")
    def GVK(cls) -> "_cdk8s_d3d9af27.GroupVersionKind":
        '''Returns the apiVersion and kind for "Cluster".'''
        return typing.cast("_cdk8s_d3d9af27.GroupVersionKind", jsii.sget(cls, "GVK"))


@jsii.data_type(
    jsii_type="homelab_cnpg_iocnpgpostgresql.ClusterProps",
    jsii_struct_bases=[],
    name_mapping={"metadata": "metadata", "spec": "spec"},
)
class ClusterProps:
    def __init__(
        self,
        *,
        metadata: typing.Union["_cdk8s_d3d9af27.ApiObjectMetadata", typing.Dict[builtins.str, typing.Any]],
        spec: typing.Union["ClusterSpec", typing.Dict[builtins.str, typing.Any]],
    ) -> None:
        '''
        :param metadata: 
        :param spec: 

        :schema: Cluster
        '''
        if isinstance(metadata, dict):
            metadata = _cdk8s_d3d9af27.ApiObjectMetadata(**metadata)
        if isinstance(spec, dict):
            spec = ClusterSpec(**spec)
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__4545ae2c26f618d449a109b050262937d56b242b1af3c23345e60635a06d8e9c)
            check_type(argname="argument metadata", value=metadata, expected_type=type_hints["metadata"])
            check_type(argname="argument spec", value=spec, expected_type=type_hints["spec"])
        self._values: typing.Dict[builtins.str, typing.Any] = {
            "metadata": metadata,
            "spec": spec,
        }

    @builtins.property
    def metadata(self) -> "_cdk8s_d3d9af27.ApiObjectMetadata":
        '''
        :schema: Cluster#metadata
        '''
        result = self._values.get("metadata")
        assert result is not None, "Required property 'metadata' is missing"
        return typing.cast("_cdk8s_d3d9af27.ApiObjectMetadata", result)

    @builtins.property
    def spec(self) -> "ClusterSpec":
        '''
        :schema: Cluster#spec
        '''
        result = self._values.get("spec")
        assert result is not None, "Required property 'spec' is missing"
        return typing.cast("ClusterSpec", result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "ClusterProps(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="homelab_cnpg_iocnpgpostgresql.ClusterSpec",
    jsii_struct_bases=[],
    name_mapping={
        "instances": "instances",
        "affinity": "affinity",
        "backup": "backup",
        "bootstrap": "bootstrap",
        "certificates": "certificates",
        "description": "description",
        "enable_pdb": "enablePdb",
        "enable_superuser_access": "enableSuperuserAccess",
        "env": "env",
        "env_from": "envFrom",
        "ephemeral_volume_source": "ephemeralVolumeSource",
        "ephemeral_volumes_size_limit": "ephemeralVolumesSizeLimit",
        "external_clusters": "externalClusters",
        "failover_delay": "failoverDelay",
        "image_catalog_ref": "imageCatalogRef",
        "image_name": "imageName",
        "image_pull_policy": "imagePullPolicy",
        "image_pull_secrets": "imagePullSecrets",
        "inherited_metadata": "inheritedMetadata",
        "liveness_probe_timeout": "livenessProbeTimeout",
        "log_level": "logLevel",
        "managed": "managed",
        "max_sync_replicas": "maxSyncReplicas",
        "min_sync_replicas": "minSyncReplicas",
        "monitoring": "monitoring",
        "node_maintenance_window": "nodeMaintenanceWindow",
        "plugins": "plugins",
        "pod_security_context": "podSecurityContext",
        "postgres_gid": "postgresGid",
        "postgresql": "postgresql",
        "postgres_uid": "postgresUid",
        "primary_update_method": "primaryUpdateMethod",
        "primary_update_strategy": "primaryUpdateStrategy",
        "priority_class_name": "priorityClassName",
        "probes": "probes",
        "projected_volume_template": "projectedVolumeTemplate",
        "replica": "replica",
        "replication_slots": "replicationSlots",
        "resources": "resources",
        "scheduler_name": "schedulerName",
        "seccomp_profile": "seccompProfile",
        "security_context": "securityContext",
        "service_account_template": "serviceAccountTemplate",
        "smart_shutdown_timeout": "smartShutdownTimeout",
        "start_delay": "startDelay",
        "stop_delay": "stopDelay",
        "storage": "storage",
        "superuser_secret": "superuserSecret",
        "switchover_delay": "switchoverDelay",
        "tablespaces": "tablespaces",
        "topology_spread_constraints": "topologySpreadConstraints",
        "wal_storage": "walStorage",
    },
)
class ClusterSpec:
    def __init__(
        self,
        *,
        instances: jsii.Number,
        affinity: typing.Any = None,
        backup: typing.Optional[typing.Union["ClusterSpecBackup", typing.Dict[builtins.str, typing.Any]]] = None,
        bootstrap: typing.Optional[typing.Union["ClusterSpecBootstrap", typing.Dict[builtins.str, typing.Any]]] = None,
        certificates: typing.Optional[typing.Union["ClusterSpecCertificates", typing.Dict[builtins.str, typing.Any]]] = None,
        description: typing.Optional[builtins.str] = None,
        enable_pdb: typing.Optional[builtins.bool] = None,
        enable_superuser_access: typing.Optional[builtins.bool] = None,
        env: typing.Optional[typing.Sequence[typing.Any]] = None,
        env_from: typing.Optional[typing.Sequence[typing.Any]] = None,
        ephemeral_volume_source: typing.Any = None,
        ephemeral_volumes_size_limit: typing.Optional[typing.Union["ClusterSpecEphemeralVolumesSizeLimit", typing.Dict[builtins.str, typing.Any]]] = None,
        external_clusters: typing.Optional[typing.Sequence[typing.Union["ClusterSpecExternalClusters", typing.Dict[builtins.str, typing.Any]]]] = None,
        failover_delay: typing.Optional[jsii.Number] = None,
        image_catalog_ref: typing.Optional[typing.Union["ClusterSpecImageCatalogRef", typing.Dict[builtins.str, typing.Any]]] = None,
        image_name: typing.Optional[builtins.str] = None,
        image_pull_policy: typing.Optional[builtins.str] = None,
        image_pull_secrets: typing.Optional[typing.Sequence[typing.Union["ClusterSpecImagePullSecrets", typing.Dict[builtins.str, typing.Any]]]] = None,
        inherited_metadata: typing.Optional[typing.Union["ClusterSpecInheritedMetadata", typing.Dict[builtins.str, typing.Any]]] = None,
        liveness_probe_timeout: typing.Optional[jsii.Number] = None,
        log_level: typing.Optional["ClusterSpecLogLevel"] = None,
        managed: typing.Optional[typing.Union["ClusterSpecManaged", typing.Dict[builtins.str, typing.Any]]] = None,
        max_sync_replicas: typing.Optional[jsii.Number] = None,
        min_sync_replicas: typing.Optional[jsii.Number] = None,
        monitoring: typing.Optional[typing.Union["ClusterSpecMonitoring", typing.Dict[builtins.str, typing.Any]]] = None,
        node_maintenance_window: typing.Optional[typing.Union["ClusterSpecNodeMaintenanceWindow", typing.Dict[builtins.str, typing.Any]]] = None,
        plugins: typing.Optional[typing.Sequence[typing.Union["ClusterSpecPlugins", typing.Dict[builtins.str, typing.Any]]]] = None,
        pod_security_context: typing.Any = None,
        postgres_gid: typing.Optional[jsii.Number] = None,
        postgresql: typing.Optional[typing.Union["ClusterSpecPostgresql", typing.Dict[builtins.str, typing.Any]]] = None,
        postgres_uid: typing.Optional[jsii.Number] = None,
        primary_update_method: typing.Optional["ClusterSpecPrimaryUpdateMethod"] = None,
        primary_update_strategy: typing.Optional["ClusterSpecPrimaryUpdateStrategy"] = None,
        priority_class_name: typing.Optional[builtins.str] = None,
        probes: typing.Optional[typing.Union["ClusterSpecProbes", typing.Dict[builtins.str, typing.Any]]] = None,
        projected_volume_template: typing.Any = None,
        replica: typing.Optional[typing.Union["ClusterSpecReplica", typing.Dict[builtins.str, typing.Any]]] = None,
        replication_slots: typing.Optional[typing.Union["ClusterSpecReplicationSlots", typing.Dict[builtins.str, typing.Any]]] = None,
        resources: typing.Optional[typing.Union["ClusterSpecResources", typing.Dict[builtins.str, typing.Any]]] = None,
        scheduler_name: typing.Optional[builtins.str] = None,
        seccomp_profile: typing.Any = None,
        security_context: typing.Any = None,
        service_account_template: typing.Optional[typing.Union["ClusterSpecServiceAccountTemplate", typing.Dict[builtins.str, typing.Any]]] = None,
        smart_shutdown_timeout: typing.Optional[jsii.Number] = None,
        start_delay: typing.Optional[jsii.Number] = None,
        stop_delay: typing.Optional[jsii.Number] = None,
        storage: typing.Optional[typing.Union["ClusterSpecStorage", typing.Dict[builtins.str, typing.Any]]] = None,
        superuser_secret: typing.Optional[typing.Union["ClusterSpecSuperuserSecret", typing.Dict[builtins.str, typing.Any]]] = None,
        switchover_delay: typing.Optional[jsii.Number] = None,
        tablespaces: typing.Optional[typing.Sequence[typing.Any]] = None,
        topology_spread_constraints: typing.Optional[typing.Sequence[typing.Any]] = None,
        wal_storage: typing.Optional[typing.Union["ClusterSpecWalStorage", typing.Dict[builtins.str, typing.Any]]] = None,
    ) -> None:
        '''
        :param instances: 
        :param affinity: 
        :param backup: 
        :param bootstrap: 
        :param certificates: 
        :param description: 
        :param enable_pdb: 
        :param enable_superuser_access: 
        :param env: 
        :param env_from: 
        :param ephemeral_volume_source: 
        :param ephemeral_volumes_size_limit: 
        :param external_clusters: 
        :param failover_delay: 
        :param image_catalog_ref: 
        :param image_name: 
        :param image_pull_policy: 
        :param image_pull_secrets: 
        :param inherited_metadata: 
        :param liveness_probe_timeout: 
        :param log_level: 
        :param managed: 
        :param max_sync_replicas: 
        :param min_sync_replicas: 
        :param monitoring: 
        :param node_maintenance_window: 
        :param plugins: 
        :param pod_security_context: 
        :param postgres_gid: 
        :param postgresql: 
        :param postgres_uid: 
        :param primary_update_method: 
        :param primary_update_strategy: 
        :param priority_class_name: 
        :param probes: 
        :param projected_volume_template: 
        :param replica: 
        :param replication_slots: 
        :param resources: 
        :param scheduler_name: 
        :param seccomp_profile: 
        :param security_context: 
        :param service_account_template: 
        :param smart_shutdown_timeout: 
        :param start_delay: 
        :param stop_delay: 
        :param storage: 
        :param superuser_secret: 
        :param switchover_delay: 
        :param tablespaces: 
        :param topology_spread_constraints: 
        :param wal_storage: 

        :schema: ClusterSpec
        '''
        if isinstance(backup, dict):
            backup = ClusterSpecBackup(**backup)
        if isinstance(bootstrap, dict):
            bootstrap = ClusterSpecBootstrap(**bootstrap)
        if isinstance(certificates, dict):
            certificates = ClusterSpecCertificates(**certificates)
        if isinstance(ephemeral_volumes_size_limit, dict):
            ephemeral_volumes_size_limit = ClusterSpecEphemeralVolumesSizeLimit(**ephemeral_volumes_size_limit)
        if isinstance(image_catalog_ref, dict):
            image_catalog_ref = ClusterSpecImageCatalogRef(**image_catalog_ref)
        if isinstance(inherited_metadata, dict):
            inherited_metadata = ClusterSpecInheritedMetadata(**inherited_metadata)
        if isinstance(managed, dict):
            managed = ClusterSpecManaged(**managed)
        if isinstance(monitoring, dict):
            monitoring = ClusterSpecMonitoring(**monitoring)
        if isinstance(node_maintenance_window, dict):
            node_maintenance_window = ClusterSpecNodeMaintenanceWindow(**node_maintenance_window)
        if isinstance(postgresql, dict):
            postgresql = ClusterSpecPostgresql(**postgresql)
        if isinstance(probes, dict):
            probes = ClusterSpecProbes(**probes)
        if isinstance(replica, dict):
            replica = ClusterSpecReplica(**replica)
        if isinstance(replication_slots, dict):
            replication_slots = ClusterSpecReplicationSlots(**replication_slots)
        if isinstance(resources, dict):
            resources = ClusterSpecResources(**resources)
        if isinstance(service_account_template, dict):
            service_account_template = ClusterSpecServiceAccountTemplate(**service_account_template)
        if isinstance(storage, dict):
            storage = ClusterSpecStorage(**storage)
        if isinstance(superuser_secret, dict):
            superuser_secret = ClusterSpecSuperuserSecret(**superuser_secret)
        if isinstance(wal_storage, dict):
            wal_storage = ClusterSpecWalStorage(**wal_storage)
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__39b36b761ce3e18d194eaabdf81c800d0e0a39dbda359cebe3ffeff1b2466a13)
            check_type(argname="argument instances", value=instances, expected_type=type_hints["instances"])
            check_type(argname="argument affinity", value=affinity, expected_type=type_hints["affinity"])
            check_type(argname="argument backup", value=backup, expected_type=type_hints["backup"])
            check_type(argname="argument bootstrap", value=bootstrap, expected_type=type_hints["bootstrap"])
            check_type(argname="argument certificates", value=certificates, expected_type=type_hints["certificates"])
            check_type(argname="argument description", value=description, expected_type=type_hints["description"])
            check_type(argname="argument enable_pdb", value=enable_pdb, expected_type=type_hints["enable_pdb"])
            check_type(argname="argument enable_superuser_access", value=enable_superuser_access, expected_type=type_hints["enable_superuser_access"])
            check_type(argname="argument env", value=env, expected_type=type_hints["env"])
            check_type(argname="argument env_from", value=env_from, expected_type=type_hints["env_from"])
            check_type(argname="argument ephemeral_volume_source", value=ephemeral_volume_source, expected_type=type_hints["ephemeral_volume_source"])
            check_type(argname="argument ephemeral_volumes_size_limit", value=ephemeral_volumes_size_limit, expected_type=type_hints["ephemeral_volumes_size_limit"])
            check_type(argname="argument external_clusters", value=external_clusters, expected_type=type_hints["external_clusters"])
            check_type(argname="argument failover_delay", value=failover_delay, expected_type=type_hints["failover_delay"])
            check_type(argname="argument image_catalog_ref", value=image_catalog_ref, expected_type=type_hints["image_catalog_ref"])
            check_type(argname="argument image_name", value=image_name, expected_type=type_hints["image_name"])
            check_type(argname="argument image_pull_policy", value=image_pull_policy, expected_type=type_hints["image_pull_policy"])
            check_type(argname="argument image_pull_secrets", value=image_pull_secrets, expected_type=type_hints["image_pull_secrets"])
            check_type(argname="argument inherited_metadata", value=inherited_metadata, expected_type=type_hints["inherited_metadata"])
            check_type(argname="argument liveness_probe_timeout", value=liveness_probe_timeout, expected_type=type_hints["liveness_probe_timeout"])
            check_type(argname="argument log_level", value=log_level, expected_type=type_hints["log_level"])
            check_type(argname="argument managed", value=managed, expected_type=type_hints["managed"])
            check_type(argname="argument max_sync_replicas", value=max_sync_replicas, expected_type=type_hints["max_sync_replicas"])
            check_type(argname="argument min_sync_replicas", value=min_sync_replicas, expected_type=type_hints["min_sync_replicas"])
            check_type(argname="argument monitoring", value=monitoring, expected_type=type_hints["monitoring"])
            check_type(argname="argument node_maintenance_window", value=node_maintenance_window, expected_type=type_hints["node_maintenance_window"])
            check_type(argname="argument plugins", value=plugins, expected_type=type_hints["plugins"])
            check_type(argname="argument pod_security_context", value=pod_security_context, expected_type=type_hints["pod_security_context"])
            check_type(argname="argument postgres_gid", value=postgres_gid, expected_type=type_hints["postgres_gid"])
            check_type(argname="argument postgresql", value=postgresql, expected_type=type_hints["postgresql"])
            check_type(argname="argument postgres_uid", value=postgres_uid, expected_type=type_hints["postgres_uid"])
            check_type(argname="argument primary_update_method", value=primary_update_method, expected_type=type_hints["primary_update_method"])
            check_type(argname="argument primary_update_strategy", value=primary_update_strategy, expected_type=type_hints["primary_update_strategy"])
            check_type(argname="argument priority_class_name", value=priority_class_name, expected_type=type_hints["priority_class_name"])
            check_type(argname="argument probes", value=probes, expected_type=type_hints["probes"])
            check_type(argname="argument projected_volume_template", value=projected_volume_template, expected_type=type_hints["projected_volume_template"])
            check_type(argname="argument replica", value=replica, expected_type=type_hints["replica"])
            check_type(argname="argument replication_slots", value=replication_slots, expected_type=type_hints["replication_slots"])
            check_type(argname="argument resources", value=resources, expected_type=type_hints["resources"])
            check_type(argname="argument scheduler_name", value=scheduler_name, expected_type=type_hints["scheduler_name"])
            check_type(argname="argument seccomp_profile", value=seccomp_profile, expected_type=type_hints["seccomp_profile"])
            check_type(argname="argument security_context", value=security_context, expected_type=type_hints["security_context"])
            check_type(argname="argument service_account_template", value=service_account_template, expected_type=type_hints["service_account_template"])
            check_type(argname="argument smart_shutdown_timeout", value=smart_shutdown_timeout, expected_type=type_hints["smart_shutdown_timeout"])
            check_type(argname="argument start_delay", value=start_delay, expected_type=type_hints["start_delay"])
            check_type(argname="argument stop_delay", value=stop_delay, expected_type=type_hints["stop_delay"])
            check_type(argname="argument storage", value=storage, expected_type=type_hints["storage"])
            check_type(argname="argument superuser_secret", value=superuser_secret, expected_type=type_hints["superuser_secret"])
            check_type(argname="argument switchover_delay", value=switchover_delay, expected_type=type_hints["switchover_delay"])
            check_type(argname="argument tablespaces", value=tablespaces, expected_type=type_hints["tablespaces"])
            check_type(argname="argument topology_spread_constraints", value=topology_spread_constraints, expected_type=type_hints["topology_spread_constraints"])
            check_type(argname="argument wal_storage", value=wal_storage, expected_type=type_hints["wal_storage"])
        self._values: typing.Dict[builtins.str, typing.Any] = {
            "instances": instances,
        }
        if affinity is not None:
            self._values["affinity"] = affinity
        if backup is not None:
            self._values["backup"] = backup
        if bootstrap is not None:
            self._values["bootstrap"] = bootstrap
        if certificates is not None:
            self._values["certificates"] = certificates
        if description is not None:
            self._values["description"] = description
        if enable_pdb is not None:
            self._values["enable_pdb"] = enable_pdb
        if enable_superuser_access is not None:
            self._values["enable_superuser_access"] = enable_superuser_access
        if env is not None:
            self._values["env"] = env
        if env_from is not None:
            self._values["env_from"] = env_from
        if ephemeral_volume_source is not None:
            self._values["ephemeral_volume_source"] = ephemeral_volume_source
        if ephemeral_volumes_size_limit is not None:
            self._values["ephemeral_volumes_size_limit"] = ephemeral_volumes_size_limit
        if external_clusters is not None:
            self._values["external_clusters"] = external_clusters
        if failover_delay is not None:
            self._values["failover_delay"] = failover_delay
        if image_catalog_ref is not None:
            self._values["image_catalog_ref"] = image_catalog_ref
        if image_name is not None:
            self._values["image_name"] = image_name
        if image_pull_policy is not None:
            self._values["image_pull_policy"] = image_pull_policy
        if image_pull_secrets is not None:
            self._values["image_pull_secrets"] = image_pull_secrets
        if inherited_metadata is not None:
            self._values["inherited_metadata"] = inherited_metadata
        if liveness_probe_timeout is not None:
            self._values["liveness_probe_timeout"] = liveness_probe_timeout
        if log_level is not None:
            self._values["log_level"] = log_level
        if managed is not None:
            self._values["managed"] = managed
        if max_sync_replicas is not None:
            self._values["max_sync_replicas"] = max_sync_replicas
        if min_sync_replicas is not None:
            self._values["min_sync_replicas"] = min_sync_replicas
        if monitoring is not None:
            self._values["monitoring"] = monitoring
        if node_maintenance_window is not None:
            self._values["node_maintenance_window"] = node_maintenance_window
        if plugins is not None:
            self._values["plugins"] = plugins
        if pod_security_context is not None:
            self._values["pod_security_context"] = pod_security_context
        if postgres_gid is not None:
            self._values["postgres_gid"] = postgres_gid
        if postgresql is not None:
            self._values["postgresql"] = postgresql
        if postgres_uid is not None:
            self._values["postgres_uid"] = postgres_uid
        if primary_update_method is not None:
            self._values["primary_update_method"] = primary_update_method
        if primary_update_strategy is not None:
            self._values["primary_update_strategy"] = primary_update_strategy
        if priority_class_name is not None:
            self._values["priority_class_name"] = priority_class_name
        if probes is not None:
            self._values["probes"] = probes
        if projected_volume_template is not None:
            self._values["projected_volume_template"] = projected_volume_template
        if replica is not None:
            self._values["replica"] = replica
        if replication_slots is not None:
            self._values["replication_slots"] = replication_slots
        if resources is not None:
            self._values["resources"] = resources
        if scheduler_name is not None:
            self._values["scheduler_name"] = scheduler_name
        if seccomp_profile is not None:
            self._values["seccomp_profile"] = seccomp_profile
        if security_context is not None:
            self._values["security_context"] = security_context
        if service_account_template is not None:
            self._values["service_account_template"] = service_account_template
        if smart_shutdown_timeout is not None:
            self._values["smart_shutdown_timeout"] = smart_shutdown_timeout
        if start_delay is not None:
            self._values["start_delay"] = start_delay
        if stop_delay is not None:
            self._values["stop_delay"] = stop_delay
        if storage is not None:
            self._values["storage"] = storage
        if superuser_secret is not None:
            self._values["superuser_secret"] = superuser_secret
        if switchover_delay is not None:
            self._values["switchover_delay"] = switchover_delay
        if tablespaces is not None:
            self._values["tablespaces"] = tablespaces
        if topology_spread_constraints is not None:
            self._values["topology_spread_constraints"] = topology_spread_constraints
        if wal_storage is not None:
            self._values["wal_storage"] = wal_storage

    @builtins.property
    def instances(self) -> jsii.Number:
        '''
        :schema: ClusterSpec#instances
        '''
        result = self._values.get("instances")
        assert result is not None, "Required property 'instances' is missing"
        return typing.cast(jsii.Number, result)

    @builtins.property
    def affinity(self) -> typing.Any:
        '''
        :schema: ClusterSpec#affinity
        '''
        result = self._values.get("affinity")
        return typing.cast(typing.Any, result)

    @builtins.property
    def backup(self) -> typing.Optional["ClusterSpecBackup"]:
        '''
        :schema: ClusterSpec#backup
        '''
        result = self._values.get("backup")
        return typing.cast(typing.Optional["ClusterSpecBackup"], result)

    @builtins.property
    def bootstrap(self) -> typing.Optional["ClusterSpecBootstrap"]:
        '''
        :schema: ClusterSpec#bootstrap
        '''
        result = self._values.get("bootstrap")
        return typing.cast(typing.Optional["ClusterSpecBootstrap"], result)

    @builtins.property
    def certificates(self) -> typing.Optional["ClusterSpecCertificates"]:
        '''
        :schema: ClusterSpec#certificates
        '''
        result = self._values.get("certificates")
        return typing.cast(typing.Optional["ClusterSpecCertificates"], result)

    @builtins.property
    def description(self) -> typing.Optional[builtins.str]:
        '''
        :schema: ClusterSpec#description
        '''
        result = self._values.get("description")
        return typing.cast(typing.Optional[builtins.str], result)

    @builtins.property
    def enable_pdb(self) -> typing.Optional[builtins.bool]:
        '''
        :schema: ClusterSpec#enablePDB
        '''
        result = self._values.get("enable_pdb")
        return typing.cast(typing.Optional[builtins.bool], result)

    @builtins.property
    def enable_superuser_access(self) -> typing.Optional[builtins.bool]:
        '''
        :schema: ClusterSpec#enableSuperuserAccess
        '''
        result = self._values.get("enable_superuser_access")
        return typing.cast(typing.Optional[builtins.bool], result)

    @builtins.property
    def env(self) -> typing.Optional[typing.List[typing.Any]]:
        '''
        :schema: ClusterSpec#env
        '''
        result = self._values.get("env")
        return typing.cast(typing.Optional[typing.List[typing.Any]], result)

    @builtins.property
    def env_from(self) -> typing.Optional[typing.List[typing.Any]]:
        '''
        :schema: ClusterSpec#envFrom
        '''
        result = self._values.get("env_from")
        return typing.cast(typing.Optional[typing.List[typing.Any]], result)

    @builtins.property
    def ephemeral_volume_source(self) -> typing.Any:
        '''
        :schema: ClusterSpec#ephemeralVolumeSource
        '''
        result = self._values.get("ephemeral_volume_source")
        return typing.cast(typing.Any, result)

    @builtins.property
    def ephemeral_volumes_size_limit(
        self,
    ) -> typing.Optional["ClusterSpecEphemeralVolumesSizeLimit"]:
        '''
        :schema: ClusterSpec#ephemeralVolumesSizeLimit
        '''
        result = self._values.get("ephemeral_volumes_size_limit")
        return typing.cast(typing.Optional["ClusterSpecEphemeralVolumesSizeLimit"], result)

    @builtins.property
    def external_clusters(
        self,
    ) -> typing.Optional[typing.List["ClusterSpecExternalClusters"]]:
        '''
        :schema: ClusterSpec#externalClusters
        '''
        result = self._values.get("external_clusters")
        return typing.cast(typing.Optional[typing.List["ClusterSpecExternalClusters"]], result)

    @builtins.property
    def failover_delay(self) -> typing.Optional[jsii.Number]:
        '''
        :schema: ClusterSpec#failoverDelay
        '''
        result = self._values.get("failover_delay")
        return typing.cast(typing.Optional[jsii.Number], result)

    @builtins.property
    def image_catalog_ref(self) -> typing.Optional["ClusterSpecImageCatalogRef"]:
        '''
        :schema: ClusterSpec#imageCatalogRef
        '''
        result = self._values.get("image_catalog_ref")
        return typing.cast(typing.Optional["ClusterSpecImageCatalogRef"], result)

    @builtins.property
    def image_name(self) -> typing.Optional[builtins.str]:
        '''
        :schema: ClusterSpec#imageName
        '''
        result = self._values.get("image_name")
        return typing.cast(typing.Optional[builtins.str], result)

    @builtins.property
    def image_pull_policy(self) -> typing.Optional[builtins.str]:
        '''
        :schema: ClusterSpec#imagePullPolicy
        '''
        result = self._values.get("image_pull_policy")
        return typing.cast(typing.Optional[builtins.str], result)

    @builtins.property
    def image_pull_secrets(
        self,
    ) -> typing.Optional[typing.List["ClusterSpecImagePullSecrets"]]:
        '''
        :schema: ClusterSpec#imagePullSecrets
        '''
        result = self._values.get("image_pull_secrets")
        return typing.cast(typing.Optional[typing.List["ClusterSpecImagePullSecrets"]], result)

    @builtins.property
    def inherited_metadata(self) -> typing.Optional["ClusterSpecInheritedMetadata"]:
        '''
        :schema: ClusterSpec#inheritedMetadata
        '''
        result = self._values.get("inherited_metadata")
        return typing.cast(typing.Optional["ClusterSpecInheritedMetadata"], result)

    @builtins.property
    def liveness_probe_timeout(self) -> typing.Optional[jsii.Number]:
        '''
        :schema: ClusterSpec#livenessProbeTimeout
        '''
        result = self._values.get("liveness_probe_timeout")
        return typing.cast(typing.Optional[jsii.Number], result)

    @builtins.property
    def log_level(self) -> typing.Optional["ClusterSpecLogLevel"]:
        '''
        :schema: ClusterSpec#logLevel
        '''
        result = self._values.get("log_level")
        return typing.cast(typing.Optional["ClusterSpecLogLevel"], result)

    @builtins.property
    def managed(self) -> typing.Optional["ClusterSpecManaged"]:
        '''
        :schema: ClusterSpec#managed
        '''
        result = self._values.get("managed")
        return typing.cast(typing.Optional["ClusterSpecManaged"], result)

    @builtins.property
    def max_sync_replicas(self) -> typing.Optional[jsii.Number]:
        '''
        :schema: ClusterSpec#maxSyncReplicas
        '''
        result = self._values.get("max_sync_replicas")
        return typing.cast(typing.Optional[jsii.Number], result)

    @builtins.property
    def min_sync_replicas(self) -> typing.Optional[jsii.Number]:
        '''
        :schema: ClusterSpec#minSyncReplicas
        '''
        result = self._values.get("min_sync_replicas")
        return typing.cast(typing.Optional[jsii.Number], result)

    @builtins.property
    def monitoring(self) -> typing.Optional["ClusterSpecMonitoring"]:
        '''
        :schema: ClusterSpec#monitoring
        '''
        result = self._values.get("monitoring")
        return typing.cast(typing.Optional["ClusterSpecMonitoring"], result)

    @builtins.property
    def node_maintenance_window(
        self,
    ) -> typing.Optional["ClusterSpecNodeMaintenanceWindow"]:
        '''
        :schema: ClusterSpec#nodeMaintenanceWindow
        '''
        result = self._values.get("node_maintenance_window")
        return typing.cast(typing.Optional["ClusterSpecNodeMaintenanceWindow"], result)

    @builtins.property
    def plugins(self) -> typing.Optional[typing.List["ClusterSpecPlugins"]]:
        '''
        :schema: ClusterSpec#plugins
        '''
        result = self._values.get("plugins")
        return typing.cast(typing.Optional[typing.List["ClusterSpecPlugins"]], result)

    @builtins.property
    def pod_security_context(self) -> typing.Any:
        '''
        :schema: ClusterSpec#podSecurityContext
        '''
        result = self._values.get("pod_security_context")
        return typing.cast(typing.Any, result)

    @builtins.property
    def postgres_gid(self) -> typing.Optional[jsii.Number]:
        '''
        :schema: ClusterSpec#postgresGID
        '''
        result = self._values.get("postgres_gid")
        return typing.cast(typing.Optional[jsii.Number], result)

    @builtins.property
    def postgresql(self) -> typing.Optional["ClusterSpecPostgresql"]:
        '''
        :schema: ClusterSpec#postgresql
        '''
        result = self._values.get("postgresql")
        return typing.cast(typing.Optional["ClusterSpecPostgresql"], result)

    @builtins.property
    def postgres_uid(self) -> typing.Optional[jsii.Number]:
        '''
        :schema: ClusterSpec#postgresUID
        '''
        result = self._values.get("postgres_uid")
        return typing.cast(typing.Optional[jsii.Number], result)

    @builtins.property
    def primary_update_method(
        self,
    ) -> typing.Optional["ClusterSpecPrimaryUpdateMethod"]:
        '''
        :schema: ClusterSpec#primaryUpdateMethod
        '''
        result = self._values.get("primary_update_method")
        return typing.cast(typing.Optional["ClusterSpecPrimaryUpdateMethod"], result)

    @builtins.property
    def primary_update_strategy(
        self,
    ) -> typing.Optional["ClusterSpecPrimaryUpdateStrategy"]:
        '''
        :schema: ClusterSpec#primaryUpdateStrategy
        '''
        result = self._values.get("primary_update_strategy")
        return typing.cast(typing.Optional["ClusterSpecPrimaryUpdateStrategy"], result)

    @builtins.property
    def priority_class_name(self) -> typing.Optional[builtins.str]:
        '''
        :schema: ClusterSpec#priorityClassName
        '''
        result = self._values.get("priority_class_name")
        return typing.cast(typing.Optional[builtins.str], result)

    @builtins.property
    def probes(self) -> typing.Optional["ClusterSpecProbes"]:
        '''
        :schema: ClusterSpec#probes
        '''
        result = self._values.get("probes")
        return typing.cast(typing.Optional["ClusterSpecProbes"], result)

    @builtins.property
    def projected_volume_template(self) -> typing.Any:
        '''
        :schema: ClusterSpec#projectedVolumeTemplate
        '''
        result = self._values.get("projected_volume_template")
        return typing.cast(typing.Any, result)

    @builtins.property
    def replica(self) -> typing.Optional["ClusterSpecReplica"]:
        '''
        :schema: ClusterSpec#replica
        '''
        result = self._values.get("replica")
        return typing.cast(typing.Optional["ClusterSpecReplica"], result)

    @builtins.property
    def replication_slots(self) -> typing.Optional["ClusterSpecReplicationSlots"]:
        '''
        :schema: ClusterSpec#replicationSlots
        '''
        result = self._values.get("replication_slots")
        return typing.cast(typing.Optional["ClusterSpecReplicationSlots"], result)

    @builtins.property
    def resources(self) -> typing.Optional["ClusterSpecResources"]:
        '''
        :schema: ClusterSpec#resources
        '''
        result = self._values.get("resources")
        return typing.cast(typing.Optional["ClusterSpecResources"], result)

    @builtins.property
    def scheduler_name(self) -> typing.Optional[builtins.str]:
        '''
        :schema: ClusterSpec#schedulerName
        '''
        result = self._values.get("scheduler_name")
        return typing.cast(typing.Optional[builtins.str], result)

    @builtins.property
    def seccomp_profile(self) -> typing.Any:
        '''
        :schema: ClusterSpec#seccompProfile
        '''
        result = self._values.get("seccomp_profile")
        return typing.cast(typing.Any, result)

    @builtins.property
    def security_context(self) -> typing.Any:
        '''
        :schema: ClusterSpec#securityContext
        '''
        result = self._values.get("security_context")
        return typing.cast(typing.Any, result)

    @builtins.property
    def service_account_template(
        self,
    ) -> typing.Optional["ClusterSpecServiceAccountTemplate"]:
        '''
        :schema: ClusterSpec#serviceAccountTemplate
        '''
        result = self._values.get("service_account_template")
        return typing.cast(typing.Optional["ClusterSpecServiceAccountTemplate"], result)

    @builtins.property
    def smart_shutdown_timeout(self) -> typing.Optional[jsii.Number]:
        '''
        :schema: ClusterSpec#smartShutdownTimeout
        '''
        result = self._values.get("smart_shutdown_timeout")
        return typing.cast(typing.Optional[jsii.Number], result)

    @builtins.property
    def start_delay(self) -> typing.Optional[jsii.Number]:
        '''
        :schema: ClusterSpec#startDelay
        '''
        result = self._values.get("start_delay")
        return typing.cast(typing.Optional[jsii.Number], result)

    @builtins.property
    def stop_delay(self) -> typing.Optional[jsii.Number]:
        '''
        :schema: ClusterSpec#stopDelay
        '''
        result = self._values.get("stop_delay")
        return typing.cast(typing.Optional[jsii.Number], result)

    @builtins.property
    def storage(self) -> typing.Optional["ClusterSpecStorage"]:
        '''
        :schema: ClusterSpec#storage
        '''
        result = self._values.get("storage")
        return typing.cast(typing.Optional["ClusterSpecStorage"], result)

    @builtins.property
    def superuser_secret(self) -> typing.Optional["ClusterSpecSuperuserSecret"]:
        '''
        :schema: ClusterSpec#superuserSecret
        '''
        result = self._values.get("superuser_secret")
        return typing.cast(typing.Optional["ClusterSpecSuperuserSecret"], result)

    @builtins.property
    def switchover_delay(self) -> typing.Optional[jsii.Number]:
        '''
        :schema: ClusterSpec#switchoverDelay
        '''
        result = self._values.get("switchover_delay")
        return typing.cast(typing.Optional[jsii.Number], result)

    @builtins.property
    def tablespaces(self) -> typing.Optional[typing.List[typing.Any]]:
        '''
        :schema: ClusterSpec#tablespaces
        '''
        result = self._values.get("tablespaces")
        return typing.cast(typing.Optional[typing.List[typing.Any]], result)

    @builtins.property
    def topology_spread_constraints(self) -> typing.Optional[typing.List[typing.Any]]:
        '''
        :schema: ClusterSpec#topologySpreadConstraints
        '''
        result = self._values.get("topology_spread_constraints")
        return typing.cast(typing.Optional[typing.List[typing.Any]], result)

    @builtins.property
    def wal_storage(self) -> typing.Optional["ClusterSpecWalStorage"]:
        '''
        :schema: ClusterSpec#walStorage
        '''
        result = self._values.get("wal_storage")
        return typing.cast(typing.Optional["ClusterSpecWalStorage"], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "ClusterSpec(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="homelab_cnpg_iocnpgpostgresql.ClusterSpecBackup",
    jsii_struct_bases=[],
    name_mapping={
        "barman_object_store": "barmanObjectStore",
        "retention_policy": "retentionPolicy",
        "target": "target",
        "volume_snapshot": "volumeSnapshot",
    },
)
class ClusterSpecBackup:
    def __init__(
        self,
        *,
        barman_object_store: typing.Any = None,
        retention_policy: typing.Optional[builtins.str] = None,
        target: typing.Optional["ClusterSpecBackupTarget"] = None,
        volume_snapshot: typing.Optional[typing.Union["ClusterSpecBackupVolumeSnapshot", typing.Dict[builtins.str, typing.Any]]] = None,
    ) -> None:
        '''
        :param barman_object_store: 
        :param retention_policy: 
        :param target: 
        :param volume_snapshot: 

        :schema: ClusterSpecBackup
        '''
        if isinstance(volume_snapshot, dict):
            volume_snapshot = ClusterSpecBackupVolumeSnapshot(**volume_snapshot)
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__7443175161c634630d18164caf52739baf112f35f027b597e4e1825bd318ee00)
            check_type(argname="argument barman_object_store", value=barman_object_store, expected_type=type_hints["barman_object_store"])
            check_type(argname="argument retention_policy", value=retention_policy, expected_type=type_hints["retention_policy"])
            check_type(argname="argument target", value=target, expected_type=type_hints["target"])
            check_type(argname="argument volume_snapshot", value=volume_snapshot, expected_type=type_hints["volume_snapshot"])
        self._values: typing.Dict[builtins.str, typing.Any] = {}
        if barman_object_store is not None:
            self._values["barman_object_store"] = barman_object_store
        if retention_policy is not None:
            self._values["retention_policy"] = retention_policy
        if target is not None:
            self._values["target"] = target
        if volume_snapshot is not None:
            self._values["volume_snapshot"] = volume_snapshot

    @builtins.property
    def barman_object_store(self) -> typing.Any:
        '''
        :schema: ClusterSpecBackup#barmanObjectStore
        '''
        result = self._values.get("barman_object_store")
        return typing.cast(typing.Any, result)

    @builtins.property
    def retention_policy(self) -> typing.Optional[builtins.str]:
        '''
        :schema: ClusterSpecBackup#retentionPolicy
        '''
        result = self._values.get("retention_policy")
        return typing.cast(typing.Optional[builtins.str], result)

    @builtins.property
    def target(self) -> typing.Optional["ClusterSpecBackupTarget"]:
        '''
        :schema: ClusterSpecBackup#target
        '''
        result = self._values.get("target")
        return typing.cast(typing.Optional["ClusterSpecBackupTarget"], result)

    @builtins.property
    def volume_snapshot(self) -> typing.Optional["ClusterSpecBackupVolumeSnapshot"]:
        '''
        :schema: ClusterSpecBackup#volumeSnapshot
        '''
        result = self._values.get("volume_snapshot")
        return typing.cast(typing.Optional["ClusterSpecBackupVolumeSnapshot"], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "ClusterSpecBackup(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.enum(jsii_type="homelab_cnpg_iocnpgpostgresql.ClusterSpecBackupTarget")
class ClusterSpecBackupTarget(enum.Enum):
    '''
    :schema: ClusterSpecBackupTarget
    '''

    PRIMARY = "PRIMARY"
    '''primary.'''
    PREFER_HYPHEN_STANDBY = "PREFER_HYPHEN_STANDBY"
    '''prefer-standby.'''


@jsii.data_type(
    jsii_type="homelab_cnpg_iocnpgpostgresql.ClusterSpecBackupVolumeSnapshot",
    jsii_struct_bases=[],
    name_mapping={
        "annotations": "annotations",
        "class_name": "className",
        "labels": "labels",
        "online": "online",
        "online_configuration": "onlineConfiguration",
        "snapshot_owner_reference": "snapshotOwnerReference",
        "tablespace_class_name": "tablespaceClassName",
        "wal_class_name": "walClassName",
    },
)
class ClusterSpecBackupVolumeSnapshot:
    def __init__(
        self,
        *,
        annotations: typing.Optional[typing.Mapping[builtins.str, builtins.str]] = None,
        class_name: typing.Optional[builtins.str] = None,
        labels: typing.Optional[typing.Mapping[builtins.str, builtins.str]] = None,
        online: typing.Optional[builtins.bool] = None,
        online_configuration: typing.Optional[typing.Union["ClusterSpecBackupVolumeSnapshotOnlineConfiguration", typing.Dict[builtins.str, typing.Any]]] = None,
        snapshot_owner_reference: typing.Optional["ClusterSpecBackupVolumeSnapshotSnapshotOwnerReference"] = None,
        tablespace_class_name: typing.Optional[typing.Mapping[builtins.str, builtins.str]] = None,
        wal_class_name: typing.Optional[builtins.str] = None,
    ) -> None:
        '''
        :param annotations: 
        :param class_name: 
        :param labels: 
        :param online: 
        :param online_configuration: 
        :param snapshot_owner_reference: 
        :param tablespace_class_name: 
        :param wal_class_name: 

        :schema: ClusterSpecBackupVolumeSnapshot
        '''
        if isinstance(online_configuration, dict):
            online_configuration = ClusterSpecBackupVolumeSnapshotOnlineConfiguration(**online_configuration)
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__75e44e31b626aac7fadfee3b156f7ba7939b92d20fb5fefe45c2576fac21b786)
            check_type(argname="argument annotations", value=annotations, expected_type=type_hints["annotations"])
            check_type(argname="argument class_name", value=class_name, expected_type=type_hints["class_name"])
            check_type(argname="argument labels", value=labels, expected_type=type_hints["labels"])
            check_type(argname="argument online", value=online, expected_type=type_hints["online"])
            check_type(argname="argument online_configuration", value=online_configuration, expected_type=type_hints["online_configuration"])
            check_type(argname="argument snapshot_owner_reference", value=snapshot_owner_reference, expected_type=type_hints["snapshot_owner_reference"])
            check_type(argname="argument tablespace_class_name", value=tablespace_class_name, expected_type=type_hints["tablespace_class_name"])
            check_type(argname="argument wal_class_name", value=wal_class_name, expected_type=type_hints["wal_class_name"])
        self._values: typing.Dict[builtins.str, typing.Any] = {}
        if annotations is not None:
            self._values["annotations"] = annotations
        if class_name is not None:
            self._values["class_name"] = class_name
        if labels is not None:
            self._values["labels"] = labels
        if online is not None:
            self._values["online"] = online
        if online_configuration is not None:
            self._values["online_configuration"] = online_configuration
        if snapshot_owner_reference is not None:
            self._values["snapshot_owner_reference"] = snapshot_owner_reference
        if tablespace_class_name is not None:
            self._values["tablespace_class_name"] = tablespace_class_name
        if wal_class_name is not None:
            self._values["wal_class_name"] = wal_class_name

    @builtins.property
    def annotations(
        self,
    ) -> typing.Optional[typing.Mapping[builtins.str, builtins.str]]:
        '''
        :schema: ClusterSpecBackupVolumeSnapshot#annotations
        '''
        result = self._values.get("annotations")
        return typing.cast(typing.Optional[typing.Mapping[builtins.str, builtins.str]], result)

    @builtins.property
    def class_name(self) -> typing.Optional[builtins.str]:
        '''
        :schema: ClusterSpecBackupVolumeSnapshot#className
        '''
        result = self._values.get("class_name")
        return typing.cast(typing.Optional[builtins.str], result)

    @builtins.property
    def labels(self) -> typing.Optional[typing.Mapping[builtins.str, builtins.str]]:
        '''
        :schema: ClusterSpecBackupVolumeSnapshot#labels
        '''
        result = self._values.get("labels")
        return typing.cast(typing.Optional[typing.Mapping[builtins.str, builtins.str]], result)

    @builtins.property
    def online(self) -> typing.Optional[builtins.bool]:
        '''
        :schema: ClusterSpecBackupVolumeSnapshot#online
        '''
        result = self._values.get("online")
        return typing.cast(typing.Optional[builtins.bool], result)

    @builtins.property
    def online_configuration(
        self,
    ) -> typing.Optional["ClusterSpecBackupVolumeSnapshotOnlineConfiguration"]:
        '''
        :schema: ClusterSpecBackupVolumeSnapshot#onlineConfiguration
        '''
        result = self._values.get("online_configuration")
        return typing.cast(typing.Optional["ClusterSpecBackupVolumeSnapshotOnlineConfiguration"], result)

    @builtins.property
    def snapshot_owner_reference(
        self,
    ) -> typing.Optional["ClusterSpecBackupVolumeSnapshotSnapshotOwnerReference"]:
        '''
        :schema: ClusterSpecBackupVolumeSnapshot#snapshotOwnerReference
        '''
        result = self._values.get("snapshot_owner_reference")
        return typing.cast(typing.Optional["ClusterSpecBackupVolumeSnapshotSnapshotOwnerReference"], result)

    @builtins.property
    def tablespace_class_name(
        self,
    ) -> typing.Optional[typing.Mapping[builtins.str, builtins.str]]:
        '''
        :schema: ClusterSpecBackupVolumeSnapshot#tablespaceClassName
        '''
        result = self._values.get("tablespace_class_name")
        return typing.cast(typing.Optional[typing.Mapping[builtins.str, builtins.str]], result)

    @builtins.property
    def wal_class_name(self) -> typing.Optional[builtins.str]:
        '''
        :schema: ClusterSpecBackupVolumeSnapshot#walClassName
        '''
        result = self._values.get("wal_class_name")
        return typing.cast(typing.Optional[builtins.str], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "ClusterSpecBackupVolumeSnapshot(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="homelab_cnpg_iocnpgpostgresql.ClusterSpecBackupVolumeSnapshotOnlineConfiguration",
    jsii_struct_bases=[],
    name_mapping={
        "immediate_checkpoint": "immediateCheckpoint",
        "wait_for_archive": "waitForArchive",
    },
)
class ClusterSpecBackupVolumeSnapshotOnlineConfiguration:
    def __init__(
        self,
        *,
        immediate_checkpoint: typing.Optional[builtins.bool] = None,
        wait_for_archive: typing.Optional[builtins.bool] = None,
    ) -> None:
        '''
        :param immediate_checkpoint: 
        :param wait_for_archive: 

        :schema: ClusterSpecBackupVolumeSnapshotOnlineConfiguration
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__4dea923b880c8a0591fdcba8c54ce457dfb220686de5eb9cf717905d0bfa8cac)
            check_type(argname="argument immediate_checkpoint", value=immediate_checkpoint, expected_type=type_hints["immediate_checkpoint"])
            check_type(argname="argument wait_for_archive", value=wait_for_archive, expected_type=type_hints["wait_for_archive"])
        self._values: typing.Dict[builtins.str, typing.Any] = {}
        if immediate_checkpoint is not None:
            self._values["immediate_checkpoint"] = immediate_checkpoint
        if wait_for_archive is not None:
            self._values["wait_for_archive"] = wait_for_archive

    @builtins.property
    def immediate_checkpoint(self) -> typing.Optional[builtins.bool]:
        '''
        :schema: ClusterSpecBackupVolumeSnapshotOnlineConfiguration#immediateCheckpoint
        '''
        result = self._values.get("immediate_checkpoint")
        return typing.cast(typing.Optional[builtins.bool], result)

    @builtins.property
    def wait_for_archive(self) -> typing.Optional[builtins.bool]:
        '''
        :schema: ClusterSpecBackupVolumeSnapshotOnlineConfiguration#waitForArchive
        '''
        result = self._values.get("wait_for_archive")
        return typing.cast(typing.Optional[builtins.bool], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "ClusterSpecBackupVolumeSnapshotOnlineConfiguration(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.enum(
    jsii_type="homelab_cnpg_iocnpgpostgresql.ClusterSpecBackupVolumeSnapshotSnapshotOwnerReference"
)
class ClusterSpecBackupVolumeSnapshotSnapshotOwnerReference(enum.Enum):
    '''
    :schema: ClusterSpecBackupVolumeSnapshotSnapshotOwnerReference
    '''

    NONE = "NONE"
    '''none.'''
    CLUSTER = "CLUSTER"
    '''cluster.'''
    BACKUP = "BACKUP"
    '''backup.'''


@jsii.data_type(
    jsii_type="homelab_cnpg_iocnpgpostgresql.ClusterSpecBootstrap",
    jsii_struct_bases=[],
    name_mapping={
        "initdb": "initdb",
        "pg_basebackup": "pgBasebackup",
        "recovery": "recovery",
    },
)
class ClusterSpecBootstrap:
    def __init__(
        self,
        *,
        initdb: typing.Optional[typing.Union["ClusterSpecBootstrapInitdb", typing.Dict[builtins.str, typing.Any]]] = None,
        pg_basebackup: typing.Optional[typing.Union["ClusterSpecBootstrapPgBasebackup", typing.Dict[builtins.str, typing.Any]]] = None,
        recovery: typing.Optional[typing.Union["ClusterSpecBootstrapRecovery", typing.Dict[builtins.str, typing.Any]]] = None,
    ) -> None:
        '''
        :param initdb: 
        :param pg_basebackup: 
        :param recovery: 

        :schema: ClusterSpecBootstrap
        '''
        if isinstance(initdb, dict):
            initdb = ClusterSpecBootstrapInitdb(**initdb)
        if isinstance(pg_basebackup, dict):
            pg_basebackup = ClusterSpecBootstrapPgBasebackup(**pg_basebackup)
        if isinstance(recovery, dict):
            recovery = ClusterSpecBootstrapRecovery(**recovery)
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__3d0874bef9b1e0dd402e49b639a6e86f189ca92764e4005bd0c0dc77c3e38e65)
            check_type(argname="argument initdb", value=initdb, expected_type=type_hints["initdb"])
            check_type(argname="argument pg_basebackup", value=pg_basebackup, expected_type=type_hints["pg_basebackup"])
            check_type(argname="argument recovery", value=recovery, expected_type=type_hints["recovery"])
        self._values: typing.Dict[builtins.str, typing.Any] = {}
        if initdb is not None:
            self._values["initdb"] = initdb
        if pg_basebackup is not None:
            self._values["pg_basebackup"] = pg_basebackup
        if recovery is not None:
            self._values["recovery"] = recovery

    @builtins.property
    def initdb(self) -> typing.Optional["ClusterSpecBootstrapInitdb"]:
        '''
        :schema: ClusterSpecBootstrap#initdb
        '''
        result = self._values.get("initdb")
        return typing.cast(typing.Optional["ClusterSpecBootstrapInitdb"], result)

    @builtins.property
    def pg_basebackup(self) -> typing.Optional["ClusterSpecBootstrapPgBasebackup"]:
        '''
        :schema: ClusterSpecBootstrap#pg_basebackup
        '''
        result = self._values.get("pg_basebackup")
        return typing.cast(typing.Optional["ClusterSpecBootstrapPgBasebackup"], result)

    @builtins.property
    def recovery(self) -> typing.Optional["ClusterSpecBootstrapRecovery"]:
        '''
        :schema: ClusterSpecBootstrap#recovery
        '''
        result = self._values.get("recovery")
        return typing.cast(typing.Optional["ClusterSpecBootstrapRecovery"], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "ClusterSpecBootstrap(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="homelab_cnpg_iocnpgpostgresql.ClusterSpecBootstrapInitdb",
    jsii_struct_bases=[],
    name_mapping={
        "builtin_locale": "builtinLocale",
        "database": "database",
        "data_checksums": "dataChecksums",
        "encoding": "encoding",
        "icu_locale": "icuLocale",
        "icu_rules": "icuRules",
        "import_": "import",
        "locale": "locale",
        "locale_collate": "localeCollate",
        "locale_c_type": "localeCType",
        "locale_provider": "localeProvider",
        "options": "options",
        "owner": "owner",
        "post_init_application_sql": "postInitApplicationSql",
        "post_init_application_sql_refs": "postInitApplicationSqlRefs",
        "post_init_sql": "postInitSql",
        "post_init_sql_refs": "postInitSqlRefs",
        "post_init_template_sql": "postInitTemplateSql",
        "post_init_template_sql_refs": "postInitTemplateSqlRefs",
        "secret": "secret",
        "wal_segment_size": "walSegmentSize",
    },
)
class ClusterSpecBootstrapInitdb:
    def __init__(
        self,
        *,
        builtin_locale: typing.Optional[builtins.str] = None,
        database: typing.Optional[builtins.str] = None,
        data_checksums: typing.Optional[builtins.bool] = None,
        encoding: typing.Optional[builtins.str] = None,
        icu_locale: typing.Optional[builtins.str] = None,
        icu_rules: typing.Optional[builtins.str] = None,
        import_: typing.Optional[typing.Union["ClusterSpecBootstrapInitdbImport", typing.Dict[builtins.str, typing.Any]]] = None,
        locale: typing.Optional[builtins.str] = None,
        locale_collate: typing.Optional[builtins.str] = None,
        locale_c_type: typing.Optional[builtins.str] = None,
        locale_provider: typing.Optional[builtins.str] = None,
        options: typing.Optional[typing.Sequence[builtins.str]] = None,
        owner: typing.Optional[builtins.str] = None,
        post_init_application_sql: typing.Optional[typing.Sequence[builtins.str]] = None,
        post_init_application_sql_refs: typing.Optional[typing.Union["ClusterSpecBootstrapInitdbPostInitApplicationSqlRefs", typing.Dict[builtins.str, typing.Any]]] = None,
        post_init_sql: typing.Optional[typing.Sequence[builtins.str]] = None,
        post_init_sql_refs: typing.Optional[typing.Union["ClusterSpecBootstrapInitdbPostInitSqlRefs", typing.Dict[builtins.str, typing.Any]]] = None,
        post_init_template_sql: typing.Optional[typing.Sequence[builtins.str]] = None,
        post_init_template_sql_refs: typing.Optional[typing.Union["ClusterSpecBootstrapInitdbPostInitTemplateSqlRefs", typing.Dict[builtins.str, typing.Any]]] = None,
        secret: typing.Optional[typing.Union["ClusterSpecBootstrapInitdbSecret", typing.Dict[builtins.str, typing.Any]]] = None,
        wal_segment_size: typing.Optional[jsii.Number] = None,
    ) -> None:
        '''
        :param builtin_locale: 
        :param database: 
        :param data_checksums: 
        :param encoding: 
        :param icu_locale: 
        :param icu_rules: 
        :param import_: 
        :param locale: 
        :param locale_collate: 
        :param locale_c_type: 
        :param locale_provider: 
        :param options: 
        :param owner: 
        :param post_init_application_sql: 
        :param post_init_application_sql_refs: 
        :param post_init_sql: 
        :param post_init_sql_refs: 
        :param post_init_template_sql: 
        :param post_init_template_sql_refs: 
        :param secret: 
        :param wal_segment_size: 

        :schema: ClusterSpecBootstrapInitdb
        '''
        if isinstance(import_, dict):
            import_ = ClusterSpecBootstrapInitdbImport(**import_)
        if isinstance(post_init_application_sql_refs, dict):
            post_init_application_sql_refs = ClusterSpecBootstrapInitdbPostInitApplicationSqlRefs(**post_init_application_sql_refs)
        if isinstance(post_init_sql_refs, dict):
            post_init_sql_refs = ClusterSpecBootstrapInitdbPostInitSqlRefs(**post_init_sql_refs)
        if isinstance(post_init_template_sql_refs, dict):
            post_init_template_sql_refs = ClusterSpecBootstrapInitdbPostInitTemplateSqlRefs(**post_init_template_sql_refs)
        if isinstance(secret, dict):
            secret = ClusterSpecBootstrapInitdbSecret(**secret)
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__ee359d5b5811382ecaecee23e5d70813f1fb907f1ec50713155cc82c46850a25)
            check_type(argname="argument builtin_locale", value=builtin_locale, expected_type=type_hints["builtin_locale"])
            check_type(argname="argument database", value=database, expected_type=type_hints["database"])
            check_type(argname="argument data_checksums", value=data_checksums, expected_type=type_hints["data_checksums"])
            check_type(argname="argument encoding", value=encoding, expected_type=type_hints["encoding"])
            check_type(argname="argument icu_locale", value=icu_locale, expected_type=type_hints["icu_locale"])
            check_type(argname="argument icu_rules", value=icu_rules, expected_type=type_hints["icu_rules"])
            check_type(argname="argument import_", value=import_, expected_type=type_hints["import_"])
            check_type(argname="argument locale", value=locale, expected_type=type_hints["locale"])
            check_type(argname="argument locale_collate", value=locale_collate, expected_type=type_hints["locale_collate"])
            check_type(argname="argument locale_c_type", value=locale_c_type, expected_type=type_hints["locale_c_type"])
            check_type(argname="argument locale_provider", value=locale_provider, expected_type=type_hints["locale_provider"])
            check_type(argname="argument options", value=options, expected_type=type_hints["options"])
            check_type(argname="argument owner", value=owner, expected_type=type_hints["owner"])
            check_type(argname="argument post_init_application_sql", value=post_init_application_sql, expected_type=type_hints["post_init_application_sql"])
            check_type(argname="argument post_init_application_sql_refs", value=post_init_application_sql_refs, expected_type=type_hints["post_init_application_sql_refs"])
            check_type(argname="argument post_init_sql", value=post_init_sql, expected_type=type_hints["post_init_sql"])
            check_type(argname="argument post_init_sql_refs", value=post_init_sql_refs, expected_type=type_hints["post_init_sql_refs"])
            check_type(argname="argument post_init_template_sql", value=post_init_template_sql, expected_type=type_hints["post_init_template_sql"])
            check_type(argname="argument post_init_template_sql_refs", value=post_init_template_sql_refs, expected_type=type_hints["post_init_template_sql_refs"])
            check_type(argname="argument secret", value=secret, expected_type=type_hints["secret"])
            check_type(argname="argument wal_segment_size", value=wal_segment_size, expected_type=type_hints["wal_segment_size"])
        self._values: typing.Dict[builtins.str, typing.Any] = {}
        if builtin_locale is not None:
            self._values["builtin_locale"] = builtin_locale
        if database is not None:
            self._values["database"] = database
        if data_checksums is not None:
            self._values["data_checksums"] = data_checksums
        if encoding is not None:
            self._values["encoding"] = encoding
        if icu_locale is not None:
            self._values["icu_locale"] = icu_locale
        if icu_rules is not None:
            self._values["icu_rules"] = icu_rules
        if import_ is not None:
            self._values["import_"] = import_
        if locale is not None:
            self._values["locale"] = locale
        if locale_collate is not None:
            self._values["locale_collate"] = locale_collate
        if locale_c_type is not None:
            self._values["locale_c_type"] = locale_c_type
        if locale_provider is not None:
            self._values["locale_provider"] = locale_provider
        if options is not None:
            self._values["options"] = options
        if owner is not None:
            self._values["owner"] = owner
        if post_init_application_sql is not None:
            self._values["post_init_application_sql"] = post_init_application_sql
        if post_init_application_sql_refs is not None:
            self._values["post_init_application_sql_refs"] = post_init_application_sql_refs
        if post_init_sql is not None:
            self._values["post_init_sql"] = post_init_sql
        if post_init_sql_refs is not None:
            self._values["post_init_sql_refs"] = post_init_sql_refs
        if post_init_template_sql is not None:
            self._values["post_init_template_sql"] = post_init_template_sql
        if post_init_template_sql_refs is not None:
            self._values["post_init_template_sql_refs"] = post_init_template_sql_refs
        if secret is not None:
            self._values["secret"] = secret
        if wal_segment_size is not None:
            self._values["wal_segment_size"] = wal_segment_size

    @builtins.property
    def builtin_locale(self) -> typing.Optional[builtins.str]:
        '''
        :schema: ClusterSpecBootstrapInitdb#builtinLocale
        '''
        result = self._values.get("builtin_locale")
        return typing.cast(typing.Optional[builtins.str], result)

    @builtins.property
    def database(self) -> typing.Optional[builtins.str]:
        '''
        :schema: ClusterSpecBootstrapInitdb#database
        '''
        result = self._values.get("database")
        return typing.cast(typing.Optional[builtins.str], result)

    @builtins.property
    def data_checksums(self) -> typing.Optional[builtins.bool]:
        '''
        :schema: ClusterSpecBootstrapInitdb#dataChecksums
        '''
        result = self._values.get("data_checksums")
        return typing.cast(typing.Optional[builtins.bool], result)

    @builtins.property
    def encoding(self) -> typing.Optional[builtins.str]:
        '''
        :schema: ClusterSpecBootstrapInitdb#encoding
        '''
        result = self._values.get("encoding")
        return typing.cast(typing.Optional[builtins.str], result)

    @builtins.property
    def icu_locale(self) -> typing.Optional[builtins.str]:
        '''
        :schema: ClusterSpecBootstrapInitdb#icuLocale
        '''
        result = self._values.get("icu_locale")
        return typing.cast(typing.Optional[builtins.str], result)

    @builtins.property
    def icu_rules(self) -> typing.Optional[builtins.str]:
        '''
        :schema: ClusterSpecBootstrapInitdb#icuRules
        '''
        result = self._values.get("icu_rules")
        return typing.cast(typing.Optional[builtins.str], result)

    @builtins.property
    def import_(self) -> typing.Optional["ClusterSpecBootstrapInitdbImport"]:
        '''
        :schema: ClusterSpecBootstrapInitdb#import
        '''
        result = self._values.get("import_")
        return typing.cast(typing.Optional["ClusterSpecBootstrapInitdbImport"], result)

    @builtins.property
    def locale(self) -> typing.Optional[builtins.str]:
        '''
        :schema: ClusterSpecBootstrapInitdb#locale
        '''
        result = self._values.get("locale")
        return typing.cast(typing.Optional[builtins.str], result)

    @builtins.property
    def locale_collate(self) -> typing.Optional[builtins.str]:
        '''
        :schema: ClusterSpecBootstrapInitdb#localeCollate
        '''
        result = self._values.get("locale_collate")
        return typing.cast(typing.Optional[builtins.str], result)

    @builtins.property
    def locale_c_type(self) -> typing.Optional[builtins.str]:
        '''
        :schema: ClusterSpecBootstrapInitdb#localeCType
        '''
        result = self._values.get("locale_c_type")
        return typing.cast(typing.Optional[builtins.str], result)

    @builtins.property
    def locale_provider(self) -> typing.Optional[builtins.str]:
        '''
        :schema: ClusterSpecBootstrapInitdb#localeProvider
        '''
        result = self._values.get("locale_provider")
        return typing.cast(typing.Optional[builtins.str], result)

    @builtins.property
    def options(self) -> typing.Optional[typing.List[builtins.str]]:
        '''
        :schema: ClusterSpecBootstrapInitdb#options
        '''
        result = self._values.get("options")
        return typing.cast(typing.Optional[typing.List[builtins.str]], result)

    @builtins.property
    def owner(self) -> typing.Optional[builtins.str]:
        '''
        :schema: ClusterSpecBootstrapInitdb#owner
        '''
        result = self._values.get("owner")
        return typing.cast(typing.Optional[builtins.str], result)

    @builtins.property
    def post_init_application_sql(self) -> typing.Optional[typing.List[builtins.str]]:
        '''
        :schema: ClusterSpecBootstrapInitdb#postInitApplicationSQL
        '''
        result = self._values.get("post_init_application_sql")
        return typing.cast(typing.Optional[typing.List[builtins.str]], result)

    @builtins.property
    def post_init_application_sql_refs(
        self,
    ) -> typing.Optional["ClusterSpecBootstrapInitdbPostInitApplicationSqlRefs"]:
        '''
        :schema: ClusterSpecBootstrapInitdb#postInitApplicationSQLRefs
        '''
        result = self._values.get("post_init_application_sql_refs")
        return typing.cast(typing.Optional["ClusterSpecBootstrapInitdbPostInitApplicationSqlRefs"], result)

    @builtins.property
    def post_init_sql(self) -> typing.Optional[typing.List[builtins.str]]:
        '''
        :schema: ClusterSpecBootstrapInitdb#postInitSQL
        '''
        result = self._values.get("post_init_sql")
        return typing.cast(typing.Optional[typing.List[builtins.str]], result)

    @builtins.property
    def post_init_sql_refs(
        self,
    ) -> typing.Optional["ClusterSpecBootstrapInitdbPostInitSqlRefs"]:
        '''
        :schema: ClusterSpecBootstrapInitdb#postInitSQLRefs
        '''
        result = self._values.get("post_init_sql_refs")
        return typing.cast(typing.Optional["ClusterSpecBootstrapInitdbPostInitSqlRefs"], result)

    @builtins.property
    def post_init_template_sql(self) -> typing.Optional[typing.List[builtins.str]]:
        '''
        :schema: ClusterSpecBootstrapInitdb#postInitTemplateSQL
        '''
        result = self._values.get("post_init_template_sql")
        return typing.cast(typing.Optional[typing.List[builtins.str]], result)

    @builtins.property
    def post_init_template_sql_refs(
        self,
    ) -> typing.Optional["ClusterSpecBootstrapInitdbPostInitTemplateSqlRefs"]:
        '''
        :schema: ClusterSpecBootstrapInitdb#postInitTemplateSQLRefs
        '''
        result = self._values.get("post_init_template_sql_refs")
        return typing.cast(typing.Optional["ClusterSpecBootstrapInitdbPostInitTemplateSqlRefs"], result)

    @builtins.property
    def secret(self) -> typing.Optional["ClusterSpecBootstrapInitdbSecret"]:
        '''
        :schema: ClusterSpecBootstrapInitdb#secret
        '''
        result = self._values.get("secret")
        return typing.cast(typing.Optional["ClusterSpecBootstrapInitdbSecret"], result)

    @builtins.property
    def wal_segment_size(self) -> typing.Optional[jsii.Number]:
        '''
        :schema: ClusterSpecBootstrapInitdb#walSegmentSize
        '''
        result = self._values.get("wal_segment_size")
        return typing.cast(typing.Optional[jsii.Number], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "ClusterSpecBootstrapInitdb(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="homelab_cnpg_iocnpgpostgresql.ClusterSpecBootstrapInitdbImport",
    jsii_struct_bases=[],
    name_mapping={
        "databases": "databases",
        "source": "source",
        "type": "type",
        "pg_dump_extra_options": "pgDumpExtraOptions",
        "pg_restore_data_options": "pgRestoreDataOptions",
        "pg_restore_extra_options": "pgRestoreExtraOptions",
        "pg_restore_postdata_options": "pgRestorePostdataOptions",
        "pg_restore_predata_options": "pgRestorePredataOptions",
        "post_import_application_sql": "postImportApplicationSql",
        "roles": "roles",
        "schema_only": "schemaOnly",
    },
)
class ClusterSpecBootstrapInitdbImport:
    def __init__(
        self,
        *,
        databases: typing.Sequence[builtins.str],
        source: typing.Union["ClusterSpecBootstrapInitdbImportSource", typing.Dict[builtins.str, typing.Any]],
        type: "ClusterSpecBootstrapInitdbImportType",
        pg_dump_extra_options: typing.Optional[typing.Sequence[builtins.str]] = None,
        pg_restore_data_options: typing.Optional[typing.Sequence[builtins.str]] = None,
        pg_restore_extra_options: typing.Optional[typing.Sequence[builtins.str]] = None,
        pg_restore_postdata_options: typing.Optional[typing.Sequence[builtins.str]] = None,
        pg_restore_predata_options: typing.Optional[typing.Sequence[builtins.str]] = None,
        post_import_application_sql: typing.Optional[typing.Sequence[builtins.str]] = None,
        roles: typing.Optional[typing.Sequence[builtins.str]] = None,
        schema_only: typing.Optional[builtins.bool] = None,
    ) -> None:
        '''
        :param databases: 
        :param source: 
        :param type: 
        :param pg_dump_extra_options: 
        :param pg_restore_data_options: 
        :param pg_restore_extra_options: 
        :param pg_restore_postdata_options: 
        :param pg_restore_predata_options: 
        :param post_import_application_sql: 
        :param roles: 
        :param schema_only: 

        :schema: ClusterSpecBootstrapInitdbImport
        '''
        if isinstance(source, dict):
            source = ClusterSpecBootstrapInitdbImportSource(**source)
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__9f3691568393bcb4f7fe5efb57960d14499cb35a03e325a1f1c0577ed7472250)
            check_type(argname="argument databases", value=databases, expected_type=type_hints["databases"])
            check_type(argname="argument source", value=source, expected_type=type_hints["source"])
            check_type(argname="argument type", value=type, expected_type=type_hints["type"])
            check_type(argname="argument pg_dump_extra_options", value=pg_dump_extra_options, expected_type=type_hints["pg_dump_extra_options"])
            check_type(argname="argument pg_restore_data_options", value=pg_restore_data_options, expected_type=type_hints["pg_restore_data_options"])
            check_type(argname="argument pg_restore_extra_options", value=pg_restore_extra_options, expected_type=type_hints["pg_restore_extra_options"])
            check_type(argname="argument pg_restore_postdata_options", value=pg_restore_postdata_options, expected_type=type_hints["pg_restore_postdata_options"])
            check_type(argname="argument pg_restore_predata_options", value=pg_restore_predata_options, expected_type=type_hints["pg_restore_predata_options"])
            check_type(argname="argument post_import_application_sql", value=post_import_application_sql, expected_type=type_hints["post_import_application_sql"])
            check_type(argname="argument roles", value=roles, expected_type=type_hints["roles"])
            check_type(argname="argument schema_only", value=schema_only, expected_type=type_hints["schema_only"])
        self._values: typing.Dict[builtins.str, typing.Any] = {
            "databases": databases,
            "source": source,
            "type": type,
        }
        if pg_dump_extra_options is not None:
            self._values["pg_dump_extra_options"] = pg_dump_extra_options
        if pg_restore_data_options is not None:
            self._values["pg_restore_data_options"] = pg_restore_data_options
        if pg_restore_extra_options is not None:
            self._values["pg_restore_extra_options"] = pg_restore_extra_options
        if pg_restore_postdata_options is not None:
            self._values["pg_restore_postdata_options"] = pg_restore_postdata_options
        if pg_restore_predata_options is not None:
            self._values["pg_restore_predata_options"] = pg_restore_predata_options
        if post_import_application_sql is not None:
            self._values["post_import_application_sql"] = post_import_application_sql
        if roles is not None:
            self._values["roles"] = roles
        if schema_only is not None:
            self._values["schema_only"] = schema_only

    @builtins.property
    def databases(self) -> typing.List[builtins.str]:
        '''
        :schema: ClusterSpecBootstrapInitdbImport#databases
        '''
        result = self._values.get("databases")
        assert result is not None, "Required property 'databases' is missing"
        return typing.cast(typing.List[builtins.str], result)

    @builtins.property
    def source(self) -> "ClusterSpecBootstrapInitdbImportSource":
        '''
        :schema: ClusterSpecBootstrapInitdbImport#source
        '''
        result = self._values.get("source")
        assert result is not None, "Required property 'source' is missing"
        return typing.cast("ClusterSpecBootstrapInitdbImportSource", result)

    @builtins.property
    def type(self) -> "ClusterSpecBootstrapInitdbImportType":
        '''
        :schema: ClusterSpecBootstrapInitdbImport#type
        '''
        result = self._values.get("type")
        assert result is not None, "Required property 'type' is missing"
        return typing.cast("ClusterSpecBootstrapInitdbImportType", result)

    @builtins.property
    def pg_dump_extra_options(self) -> typing.Optional[typing.List[builtins.str]]:
        '''
        :schema: ClusterSpecBootstrapInitdbImport#pgDumpExtraOptions
        '''
        result = self._values.get("pg_dump_extra_options")
        return typing.cast(typing.Optional[typing.List[builtins.str]], result)

    @builtins.property
    def pg_restore_data_options(self) -> typing.Optional[typing.List[builtins.str]]:
        '''
        :schema: ClusterSpecBootstrapInitdbImport#pgRestoreDataOptions
        '''
        result = self._values.get("pg_restore_data_options")
        return typing.cast(typing.Optional[typing.List[builtins.str]], result)

    @builtins.property
    def pg_restore_extra_options(self) -> typing.Optional[typing.List[builtins.str]]:
        '''
        :schema: ClusterSpecBootstrapInitdbImport#pgRestoreExtraOptions
        '''
        result = self._values.get("pg_restore_extra_options")
        return typing.cast(typing.Optional[typing.List[builtins.str]], result)

    @builtins.property
    def pg_restore_postdata_options(self) -> typing.Optional[typing.List[builtins.str]]:
        '''
        :schema: ClusterSpecBootstrapInitdbImport#pgRestorePostdataOptions
        '''
        result = self._values.get("pg_restore_postdata_options")
        return typing.cast(typing.Optional[typing.List[builtins.str]], result)

    @builtins.property
    def pg_restore_predata_options(self) -> typing.Optional[typing.List[builtins.str]]:
        '''
        :schema: ClusterSpecBootstrapInitdbImport#pgRestorePredataOptions
        '''
        result = self._values.get("pg_restore_predata_options")
        return typing.cast(typing.Optional[typing.List[builtins.str]], result)

    @builtins.property
    def post_import_application_sql(self) -> typing.Optional[typing.List[builtins.str]]:
        '''
        :schema: ClusterSpecBootstrapInitdbImport#postImportApplicationSQL
        '''
        result = self._values.get("post_import_application_sql")
        return typing.cast(typing.Optional[typing.List[builtins.str]], result)

    @builtins.property
    def roles(self) -> typing.Optional[typing.List[builtins.str]]:
        '''
        :schema: ClusterSpecBootstrapInitdbImport#roles
        '''
        result = self._values.get("roles")
        return typing.cast(typing.Optional[typing.List[builtins.str]], result)

    @builtins.property
    def schema_only(self) -> typing.Optional[builtins.bool]:
        '''
        :schema: ClusterSpecBootstrapInitdbImport#schemaOnly
        '''
        result = self._values.get("schema_only")
        return typing.cast(typing.Optional[builtins.bool], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "ClusterSpecBootstrapInitdbImport(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="homelab_cnpg_iocnpgpostgresql.ClusterSpecBootstrapInitdbImportSource",
    jsii_struct_bases=[],
    name_mapping={"external_cluster": "externalCluster"},
)
class ClusterSpecBootstrapInitdbImportSource:
    def __init__(self, *, external_cluster: builtins.str) -> None:
        '''
        :param external_cluster: 

        :schema: ClusterSpecBootstrapInitdbImportSource
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__d86300b2e6e98d2fd9b49ff7a60331730020ea048bb5a0f2ea0fbb10d82b29f0)
            check_type(argname="argument external_cluster", value=external_cluster, expected_type=type_hints["external_cluster"])
        self._values: typing.Dict[builtins.str, typing.Any] = {
            "external_cluster": external_cluster,
        }

    @builtins.property
    def external_cluster(self) -> builtins.str:
        '''
        :schema: ClusterSpecBootstrapInitdbImportSource#externalCluster
        '''
        result = self._values.get("external_cluster")
        assert result is not None, "Required property 'external_cluster' is missing"
        return typing.cast(builtins.str, result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "ClusterSpecBootstrapInitdbImportSource(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.enum(
    jsii_type="homelab_cnpg_iocnpgpostgresql.ClusterSpecBootstrapInitdbImportType"
)
class ClusterSpecBootstrapInitdbImportType(enum.Enum):
    '''
    :schema: ClusterSpecBootstrapInitdbImportType
    '''

    MICROSERVICE = "MICROSERVICE"
    '''microservice.'''
    MONOLITH = "MONOLITH"
    '''monolith.'''


@jsii.data_type(
    jsii_type="homelab_cnpg_iocnpgpostgresql.ClusterSpecBootstrapInitdbPostInitApplicationSqlRefs",
    jsii_struct_bases=[],
    name_mapping={"config_map_refs": "configMapRefs", "secret_refs": "secretRefs"},
)
class ClusterSpecBootstrapInitdbPostInitApplicationSqlRefs:
    def __init__(
        self,
        *,
        config_map_refs: typing.Optional[typing.Sequence[typing.Union["ClusterSpecBootstrapInitdbPostInitApplicationSqlRefsConfigMapRefs", typing.Dict[builtins.str, typing.Any]]]] = None,
        secret_refs: typing.Optional[typing.Sequence[typing.Union["ClusterSpecBootstrapInitdbPostInitApplicationSqlRefsSecretRefs", typing.Dict[builtins.str, typing.Any]]]] = None,
    ) -> None:
        '''
        :param config_map_refs: 
        :param secret_refs: 

        :schema: ClusterSpecBootstrapInitdbPostInitApplicationSqlRefs
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__eb3e0fbabe95e2466b8d47ff4bfa4ed377289cbc22d0bd86579358cef734931d)
            check_type(argname="argument config_map_refs", value=config_map_refs, expected_type=type_hints["config_map_refs"])
            check_type(argname="argument secret_refs", value=secret_refs, expected_type=type_hints["secret_refs"])
        self._values: typing.Dict[builtins.str, typing.Any] = {}
        if config_map_refs is not None:
            self._values["config_map_refs"] = config_map_refs
        if secret_refs is not None:
            self._values["secret_refs"] = secret_refs

    @builtins.property
    def config_map_refs(
        self,
    ) -> typing.Optional[typing.List["ClusterSpecBootstrapInitdbPostInitApplicationSqlRefsConfigMapRefs"]]:
        '''
        :schema: ClusterSpecBootstrapInitdbPostInitApplicationSqlRefs#configMapRefs
        '''
        result = self._values.get("config_map_refs")
        return typing.cast(typing.Optional[typing.List["ClusterSpecBootstrapInitdbPostInitApplicationSqlRefsConfigMapRefs"]], result)

    @builtins.property
    def secret_refs(
        self,
    ) -> typing.Optional[typing.List["ClusterSpecBootstrapInitdbPostInitApplicationSqlRefsSecretRefs"]]:
        '''
        :schema: ClusterSpecBootstrapInitdbPostInitApplicationSqlRefs#secretRefs
        '''
        result = self._values.get("secret_refs")
        return typing.cast(typing.Optional[typing.List["ClusterSpecBootstrapInitdbPostInitApplicationSqlRefsSecretRefs"]], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "ClusterSpecBootstrapInitdbPostInitApplicationSqlRefs(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="homelab_cnpg_iocnpgpostgresql.ClusterSpecBootstrapInitdbPostInitApplicationSqlRefsConfigMapRefs",
    jsii_struct_bases=[],
    name_mapping={"key": "key", "name": "name"},
)
class ClusterSpecBootstrapInitdbPostInitApplicationSqlRefsConfigMapRefs:
    def __init__(self, *, key: builtins.str, name: builtins.str) -> None:
        '''
        :param key: 
        :param name: 

        :schema: ClusterSpecBootstrapInitdbPostInitApplicationSqlRefsConfigMapRefs
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__60d925b66f85224480b59adb2731542fdec0d52348b652afad86724467e6f664)
            check_type(argname="argument key", value=key, expected_type=type_hints["key"])
            check_type(argname="argument name", value=name, expected_type=type_hints["name"])
        self._values: typing.Dict[builtins.str, typing.Any] = {
            "key": key,
            "name": name,
        }

    @builtins.property
    def key(self) -> builtins.str:
        '''
        :schema: ClusterSpecBootstrapInitdbPostInitApplicationSqlRefsConfigMapRefs#key
        '''
        result = self._values.get("key")
        assert result is not None, "Required property 'key' is missing"
        return typing.cast(builtins.str, result)

    @builtins.property
    def name(self) -> builtins.str:
        '''
        :schema: ClusterSpecBootstrapInitdbPostInitApplicationSqlRefsConfigMapRefs#name
        '''
        result = self._values.get("name")
        assert result is not None, "Required property 'name' is missing"
        return typing.cast(builtins.str, result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "ClusterSpecBootstrapInitdbPostInitApplicationSqlRefsConfigMapRefs(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="homelab_cnpg_iocnpgpostgresql.ClusterSpecBootstrapInitdbPostInitApplicationSqlRefsSecretRefs",
    jsii_struct_bases=[],
    name_mapping={"key": "key", "name": "name"},
)
class ClusterSpecBootstrapInitdbPostInitApplicationSqlRefsSecretRefs:
    def __init__(self, *, key: builtins.str, name: builtins.str) -> None:
        '''
        :param key: 
        :param name: 

        :schema: ClusterSpecBootstrapInitdbPostInitApplicationSqlRefsSecretRefs
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__b18f236ac85005e5d65ba464756ed013ddd865d6fe4ae596f6f80baa760dc8bf)
            check_type(argname="argument key", value=key, expected_type=type_hints["key"])
            check_type(argname="argument name", value=name, expected_type=type_hints["name"])
        self._values: typing.Dict[builtins.str, typing.Any] = {
            "key": key,
            "name": name,
        }

    @builtins.property
    def key(self) -> builtins.str:
        '''
        :schema: ClusterSpecBootstrapInitdbPostInitApplicationSqlRefsSecretRefs#key
        '''
        result = self._values.get("key")
        assert result is not None, "Required property 'key' is missing"
        return typing.cast(builtins.str, result)

    @builtins.property
    def name(self) -> builtins.str:
        '''
        :schema: ClusterSpecBootstrapInitdbPostInitApplicationSqlRefsSecretRefs#name
        '''
        result = self._values.get("name")
        assert result is not None, "Required property 'name' is missing"
        return typing.cast(builtins.str, result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "ClusterSpecBootstrapInitdbPostInitApplicationSqlRefsSecretRefs(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="homelab_cnpg_iocnpgpostgresql.ClusterSpecBootstrapInitdbPostInitSqlRefs",
    jsii_struct_bases=[],
    name_mapping={"config_map_refs": "configMapRefs", "secret_refs": "secretRefs"},
)
class ClusterSpecBootstrapInitdbPostInitSqlRefs:
    def __init__(
        self,
        *,
        config_map_refs: typing.Optional[typing.Sequence[typing.Union["ClusterSpecBootstrapInitdbPostInitSqlRefsConfigMapRefs", typing.Dict[builtins.str, typing.Any]]]] = None,
        secret_refs: typing.Optional[typing.Sequence[typing.Union["ClusterSpecBootstrapInitdbPostInitSqlRefsSecretRefs", typing.Dict[builtins.str, typing.Any]]]] = None,
    ) -> None:
        '''
        :param config_map_refs: 
        :param secret_refs: 

        :schema: ClusterSpecBootstrapInitdbPostInitSqlRefs
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__7be3c6ed36c1d1a438461d3e1fc9890c9b6c4187df59ce4efbdead23f6143232)
            check_type(argname="argument config_map_refs", value=config_map_refs, expected_type=type_hints["config_map_refs"])
            check_type(argname="argument secret_refs", value=secret_refs, expected_type=type_hints["secret_refs"])
        self._values: typing.Dict[builtins.str, typing.Any] = {}
        if config_map_refs is not None:
            self._values["config_map_refs"] = config_map_refs
        if secret_refs is not None:
            self._values["secret_refs"] = secret_refs

    @builtins.property
    def config_map_refs(
        self,
    ) -> typing.Optional[typing.List["ClusterSpecBootstrapInitdbPostInitSqlRefsConfigMapRefs"]]:
        '''
        :schema: ClusterSpecBootstrapInitdbPostInitSqlRefs#configMapRefs
        '''
        result = self._values.get("config_map_refs")
        return typing.cast(typing.Optional[typing.List["ClusterSpecBootstrapInitdbPostInitSqlRefsConfigMapRefs"]], result)

    @builtins.property
    def secret_refs(
        self,
    ) -> typing.Optional[typing.List["ClusterSpecBootstrapInitdbPostInitSqlRefsSecretRefs"]]:
        '''
        :schema: ClusterSpecBootstrapInitdbPostInitSqlRefs#secretRefs
        '''
        result = self._values.get("secret_refs")
        return typing.cast(typing.Optional[typing.List["ClusterSpecBootstrapInitdbPostInitSqlRefsSecretRefs"]], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "ClusterSpecBootstrapInitdbPostInitSqlRefs(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="homelab_cnpg_iocnpgpostgresql.ClusterSpecBootstrapInitdbPostInitSqlRefsConfigMapRefs",
    jsii_struct_bases=[],
    name_mapping={"key": "key", "name": "name"},
)
class ClusterSpecBootstrapInitdbPostInitSqlRefsConfigMapRefs:
    def __init__(self, *, key: builtins.str, name: builtins.str) -> None:
        '''
        :param key: 
        :param name: 

        :schema: ClusterSpecBootstrapInitdbPostInitSqlRefsConfigMapRefs
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__9101b12b18c44ac4c7c42f764cd771d481ce7403ffbc0b8a1c0fcf8ba876fd00)
            check_type(argname="argument key", value=key, expected_type=type_hints["key"])
            check_type(argname="argument name", value=name, expected_type=type_hints["name"])
        self._values: typing.Dict[builtins.str, typing.Any] = {
            "key": key,
            "name": name,
        }

    @builtins.property
    def key(self) -> builtins.str:
        '''
        :schema: ClusterSpecBootstrapInitdbPostInitSqlRefsConfigMapRefs#key
        '''
        result = self._values.get("key")
        assert result is not None, "Required property 'key' is missing"
        return typing.cast(builtins.str, result)

    @builtins.property
    def name(self) -> builtins.str:
        '''
        :schema: ClusterSpecBootstrapInitdbPostInitSqlRefsConfigMapRefs#name
        '''
        result = self._values.get("name")
        assert result is not None, "Required property 'name' is missing"
        return typing.cast(builtins.str, result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "ClusterSpecBootstrapInitdbPostInitSqlRefsConfigMapRefs(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="homelab_cnpg_iocnpgpostgresql.ClusterSpecBootstrapInitdbPostInitSqlRefsSecretRefs",
    jsii_struct_bases=[],
    name_mapping={"key": "key", "name": "name"},
)
class ClusterSpecBootstrapInitdbPostInitSqlRefsSecretRefs:
    def __init__(self, *, key: builtins.str, name: builtins.str) -> None:
        '''
        :param key: 
        :param name: 

        :schema: ClusterSpecBootstrapInitdbPostInitSqlRefsSecretRefs
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__fb07d4c410e56dfa7c9fe59b44753e6eab7ef35f51c9402dfc8c7147325244d7)
            check_type(argname="argument key", value=key, expected_type=type_hints["key"])
            check_type(argname="argument name", value=name, expected_type=type_hints["name"])
        self._values: typing.Dict[builtins.str, typing.Any] = {
            "key": key,
            "name": name,
        }

    @builtins.property
    def key(self) -> builtins.str:
        '''
        :schema: ClusterSpecBootstrapInitdbPostInitSqlRefsSecretRefs#key
        '''
        result = self._values.get("key")
        assert result is not None, "Required property 'key' is missing"
        return typing.cast(builtins.str, result)

    @builtins.property
    def name(self) -> builtins.str:
        '''
        :schema: ClusterSpecBootstrapInitdbPostInitSqlRefsSecretRefs#name
        '''
        result = self._values.get("name")
        assert result is not None, "Required property 'name' is missing"
        return typing.cast(builtins.str, result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "ClusterSpecBootstrapInitdbPostInitSqlRefsSecretRefs(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="homelab_cnpg_iocnpgpostgresql.ClusterSpecBootstrapInitdbPostInitTemplateSqlRefs",
    jsii_struct_bases=[],
    name_mapping={"config_map_refs": "configMapRefs", "secret_refs": "secretRefs"},
)
class ClusterSpecBootstrapInitdbPostInitTemplateSqlRefs:
    def __init__(
        self,
        *,
        config_map_refs: typing.Optional[typing.Sequence[typing.Union["ClusterSpecBootstrapInitdbPostInitTemplateSqlRefsConfigMapRefs", typing.Dict[builtins.str, typing.Any]]]] = None,
        secret_refs: typing.Optional[typing.Sequence[typing.Union["ClusterSpecBootstrapInitdbPostInitTemplateSqlRefsSecretRefs", typing.Dict[builtins.str, typing.Any]]]] = None,
    ) -> None:
        '''
        :param config_map_refs: 
        :param secret_refs: 

        :schema: ClusterSpecBootstrapInitdbPostInitTemplateSqlRefs
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__444195262c0b8b24d7fe3ccf41d7dbf3457daf0f92499a647819377ee5a45494)
            check_type(argname="argument config_map_refs", value=config_map_refs, expected_type=type_hints["config_map_refs"])
            check_type(argname="argument secret_refs", value=secret_refs, expected_type=type_hints["secret_refs"])
        self._values: typing.Dict[builtins.str, typing.Any] = {}
        if config_map_refs is not None:
            self._values["config_map_refs"] = config_map_refs
        if secret_refs is not None:
            self._values["secret_refs"] = secret_refs

    @builtins.property
    def config_map_refs(
        self,
    ) -> typing.Optional[typing.List["ClusterSpecBootstrapInitdbPostInitTemplateSqlRefsConfigMapRefs"]]:
        '''
        :schema: ClusterSpecBootstrapInitdbPostInitTemplateSqlRefs#configMapRefs
        '''
        result = self._values.get("config_map_refs")
        return typing.cast(typing.Optional[typing.List["ClusterSpecBootstrapInitdbPostInitTemplateSqlRefsConfigMapRefs"]], result)

    @builtins.property
    def secret_refs(
        self,
    ) -> typing.Optional[typing.List["ClusterSpecBootstrapInitdbPostInitTemplateSqlRefsSecretRefs"]]:
        '''
        :schema: ClusterSpecBootstrapInitdbPostInitTemplateSqlRefs#secretRefs
        '''
        result = self._values.get("secret_refs")
        return typing.cast(typing.Optional[typing.List["ClusterSpecBootstrapInitdbPostInitTemplateSqlRefsSecretRefs"]], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "ClusterSpecBootstrapInitdbPostInitTemplateSqlRefs(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="homelab_cnpg_iocnpgpostgresql.ClusterSpecBootstrapInitdbPostInitTemplateSqlRefsConfigMapRefs",
    jsii_struct_bases=[],
    name_mapping={"key": "key", "name": "name"},
)
class ClusterSpecBootstrapInitdbPostInitTemplateSqlRefsConfigMapRefs:
    def __init__(self, *, key: builtins.str, name: builtins.str) -> None:
        '''
        :param key: 
        :param name: 

        :schema: ClusterSpecBootstrapInitdbPostInitTemplateSqlRefsConfigMapRefs
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__0d5305cd131849563fb86cc681fce9c966efaf7be73950b6f0745d214540487c)
            check_type(argname="argument key", value=key, expected_type=type_hints["key"])
            check_type(argname="argument name", value=name, expected_type=type_hints["name"])
        self._values: typing.Dict[builtins.str, typing.Any] = {
            "key": key,
            "name": name,
        }

    @builtins.property
    def key(self) -> builtins.str:
        '''
        :schema: ClusterSpecBootstrapInitdbPostInitTemplateSqlRefsConfigMapRefs#key
        '''
        result = self._values.get("key")
        assert result is not None, "Required property 'key' is missing"
        return typing.cast(builtins.str, result)

    @builtins.property
    def name(self) -> builtins.str:
        '''
        :schema: ClusterSpecBootstrapInitdbPostInitTemplateSqlRefsConfigMapRefs#name
        '''
        result = self._values.get("name")
        assert result is not None, "Required property 'name' is missing"
        return typing.cast(builtins.str, result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "ClusterSpecBootstrapInitdbPostInitTemplateSqlRefsConfigMapRefs(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="homelab_cnpg_iocnpgpostgresql.ClusterSpecBootstrapInitdbPostInitTemplateSqlRefsSecretRefs",
    jsii_struct_bases=[],
    name_mapping={"key": "key", "name": "name"},
)
class ClusterSpecBootstrapInitdbPostInitTemplateSqlRefsSecretRefs:
    def __init__(self, *, key: builtins.str, name: builtins.str) -> None:
        '''
        :param key: 
        :param name: 

        :schema: ClusterSpecBootstrapInitdbPostInitTemplateSqlRefsSecretRefs
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__7587c055788ecf47e7d7255afc43d238f303217199fc9fdc45b9b9dae9b23795)
            check_type(argname="argument key", value=key, expected_type=type_hints["key"])
            check_type(argname="argument name", value=name, expected_type=type_hints["name"])
        self._values: typing.Dict[builtins.str, typing.Any] = {
            "key": key,
            "name": name,
        }

    @builtins.property
    def key(self) -> builtins.str:
        '''
        :schema: ClusterSpecBootstrapInitdbPostInitTemplateSqlRefsSecretRefs#key
        '''
        result = self._values.get("key")
        assert result is not None, "Required property 'key' is missing"
        return typing.cast(builtins.str, result)

    @builtins.property
    def name(self) -> builtins.str:
        '''
        :schema: ClusterSpecBootstrapInitdbPostInitTemplateSqlRefsSecretRefs#name
        '''
        result = self._values.get("name")
        assert result is not None, "Required property 'name' is missing"
        return typing.cast(builtins.str, result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "ClusterSpecBootstrapInitdbPostInitTemplateSqlRefsSecretRefs(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="homelab_cnpg_iocnpgpostgresql.ClusterSpecBootstrapInitdbSecret",
    jsii_struct_bases=[],
    name_mapping={"name": "name"},
)
class ClusterSpecBootstrapInitdbSecret:
    def __init__(self, *, name: builtins.str) -> None:
        '''
        :param name: 

        :schema: ClusterSpecBootstrapInitdbSecret
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__fff872615c9a2717a86e524da276699974a320f60d002e03073c8bd7e72092e2)
            check_type(argname="argument name", value=name, expected_type=type_hints["name"])
        self._values: typing.Dict[builtins.str, typing.Any] = {
            "name": name,
        }

    @builtins.property
    def name(self) -> builtins.str:
        '''
        :schema: ClusterSpecBootstrapInitdbSecret#name
        '''
        result = self._values.get("name")
        assert result is not None, "Required property 'name' is missing"
        return typing.cast(builtins.str, result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "ClusterSpecBootstrapInitdbSecret(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="homelab_cnpg_iocnpgpostgresql.ClusterSpecBootstrapPgBasebackup",
    jsii_struct_bases=[],
    name_mapping={
        "source": "source",
        "database": "database",
        "owner": "owner",
        "secret": "secret",
    },
)
class ClusterSpecBootstrapPgBasebackup:
    def __init__(
        self,
        *,
        source: builtins.str,
        database: typing.Optional[builtins.str] = None,
        owner: typing.Optional[builtins.str] = None,
        secret: typing.Optional[typing.Union["ClusterSpecBootstrapPgBasebackupSecret", typing.Dict[builtins.str, typing.Any]]] = None,
    ) -> None:
        '''
        :param source: 
        :param database: 
        :param owner: 
        :param secret: 

        :schema: ClusterSpecBootstrapPgBasebackup
        '''
        if isinstance(secret, dict):
            secret = ClusterSpecBootstrapPgBasebackupSecret(**secret)
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__1516c65e084e9ee7661659a198a8d48e51076799b1945d7891f3de56f8e6e5cb)
            check_type(argname="argument source", value=source, expected_type=type_hints["source"])
            check_type(argname="argument database", value=database, expected_type=type_hints["database"])
            check_type(argname="argument owner", value=owner, expected_type=type_hints["owner"])
            check_type(argname="argument secret", value=secret, expected_type=type_hints["secret"])
        self._values: typing.Dict[builtins.str, typing.Any] = {
            "source": source,
        }
        if database is not None:
            self._values["database"] = database
        if owner is not None:
            self._values["owner"] = owner
        if secret is not None:
            self._values["secret"] = secret

    @builtins.property
    def source(self) -> builtins.str:
        '''
        :schema: ClusterSpecBootstrapPgBasebackup#source
        '''
        result = self._values.get("source")
        assert result is not None, "Required property 'source' is missing"
        return typing.cast(builtins.str, result)

    @builtins.property
    def database(self) -> typing.Optional[builtins.str]:
        '''
        :schema: ClusterSpecBootstrapPgBasebackup#database
        '''
        result = self._values.get("database")
        return typing.cast(typing.Optional[builtins.str], result)

    @builtins.property
    def owner(self) -> typing.Optional[builtins.str]:
        '''
        :schema: ClusterSpecBootstrapPgBasebackup#owner
        '''
        result = self._values.get("owner")
        return typing.cast(typing.Optional[builtins.str], result)

    @builtins.property
    def secret(self) -> typing.Optional["ClusterSpecBootstrapPgBasebackupSecret"]:
        '''
        :schema: ClusterSpecBootstrapPgBasebackup#secret
        '''
        result = self._values.get("secret")
        return typing.cast(typing.Optional["ClusterSpecBootstrapPgBasebackupSecret"], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "ClusterSpecBootstrapPgBasebackup(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="homelab_cnpg_iocnpgpostgresql.ClusterSpecBootstrapPgBasebackupSecret",
    jsii_struct_bases=[],
    name_mapping={"name": "name"},
)
class ClusterSpecBootstrapPgBasebackupSecret:
    def __init__(self, *, name: builtins.str) -> None:
        '''
        :param name: 

        :schema: ClusterSpecBootstrapPgBasebackupSecret
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__b1ade09b5c589ce5e1eb3dd6f5580cb05f7ba370c3fba405f5f9d9ecd9f4f29b)
            check_type(argname="argument name", value=name, expected_type=type_hints["name"])
        self._values: typing.Dict[builtins.str, typing.Any] = {
            "name": name,
        }

    @builtins.property
    def name(self) -> builtins.str:
        '''
        :schema: ClusterSpecBootstrapPgBasebackupSecret#name
        '''
        result = self._values.get("name")
        assert result is not None, "Required property 'name' is missing"
        return typing.cast(builtins.str, result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "ClusterSpecBootstrapPgBasebackupSecret(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="homelab_cnpg_iocnpgpostgresql.ClusterSpecBootstrapRecovery",
    jsii_struct_bases=[],
    name_mapping={
        "backup": "backup",
        "database": "database",
        "owner": "owner",
        "recovery_target": "recoveryTarget",
        "secret": "secret",
        "source": "source",
        "volume_snapshots": "volumeSnapshots",
    },
)
class ClusterSpecBootstrapRecovery:
    def __init__(
        self,
        *,
        backup: typing.Optional[typing.Union["ClusterSpecBootstrapRecoveryBackup", typing.Dict[builtins.str, typing.Any]]] = None,
        database: typing.Optional[builtins.str] = None,
        owner: typing.Optional[builtins.str] = None,
        recovery_target: typing.Optional[typing.Union["ClusterSpecBootstrapRecoveryRecoveryTarget", typing.Dict[builtins.str, typing.Any]]] = None,
        secret: typing.Optional[typing.Union["ClusterSpecBootstrapRecoverySecret", typing.Dict[builtins.str, typing.Any]]] = None,
        source: typing.Optional[builtins.str] = None,
        volume_snapshots: typing.Optional[typing.Union["ClusterSpecBootstrapRecoveryVolumeSnapshots", typing.Dict[builtins.str, typing.Any]]] = None,
    ) -> None:
        '''
        :param backup: 
        :param database: 
        :param owner: 
        :param recovery_target: 
        :param secret: 
        :param source: 
        :param volume_snapshots: 

        :schema: ClusterSpecBootstrapRecovery
        '''
        if isinstance(backup, dict):
            backup = ClusterSpecBootstrapRecoveryBackup(**backup)
        if isinstance(recovery_target, dict):
            recovery_target = ClusterSpecBootstrapRecoveryRecoveryTarget(**recovery_target)
        if isinstance(secret, dict):
            secret = ClusterSpecBootstrapRecoverySecret(**secret)
        if isinstance(volume_snapshots, dict):
            volume_snapshots = ClusterSpecBootstrapRecoveryVolumeSnapshots(**volume_snapshots)
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__008df372a1a0fa74a3f3f92f6a36ed7f5b4483f78a26909e9f6a4496f018f453)
            check_type(argname="argument backup", value=backup, expected_type=type_hints["backup"])
            check_type(argname="argument database", value=database, expected_type=type_hints["database"])
            check_type(argname="argument owner", value=owner, expected_type=type_hints["owner"])
            check_type(argname="argument recovery_target", value=recovery_target, expected_type=type_hints["recovery_target"])
            check_type(argname="argument secret", value=secret, expected_type=type_hints["secret"])
            check_type(argname="argument source", value=source, expected_type=type_hints["source"])
            check_type(argname="argument volume_snapshots", value=volume_snapshots, expected_type=type_hints["volume_snapshots"])
        self._values: typing.Dict[builtins.str, typing.Any] = {}
        if backup is not None:
            self._values["backup"] = backup
        if database is not None:
            self._values["database"] = database
        if owner is not None:
            self._values["owner"] = owner
        if recovery_target is not None:
            self._values["recovery_target"] = recovery_target
        if secret is not None:
            self._values["secret"] = secret
        if source is not None:
            self._values["source"] = source
        if volume_snapshots is not None:
            self._values["volume_snapshots"] = volume_snapshots

    @builtins.property
    def backup(self) -> typing.Optional["ClusterSpecBootstrapRecoveryBackup"]:
        '''
        :schema: ClusterSpecBootstrapRecovery#backup
        '''
        result = self._values.get("backup")
        return typing.cast(typing.Optional["ClusterSpecBootstrapRecoveryBackup"], result)

    @builtins.property
    def database(self) -> typing.Optional[builtins.str]:
        '''
        :schema: ClusterSpecBootstrapRecovery#database
        '''
        result = self._values.get("database")
        return typing.cast(typing.Optional[builtins.str], result)

    @builtins.property
    def owner(self) -> typing.Optional[builtins.str]:
        '''
        :schema: ClusterSpecBootstrapRecovery#owner
        '''
        result = self._values.get("owner")
        return typing.cast(typing.Optional[builtins.str], result)

    @builtins.property
    def recovery_target(
        self,
    ) -> typing.Optional["ClusterSpecBootstrapRecoveryRecoveryTarget"]:
        '''
        :schema: ClusterSpecBootstrapRecovery#recoveryTarget
        '''
        result = self._values.get("recovery_target")
        return typing.cast(typing.Optional["ClusterSpecBootstrapRecoveryRecoveryTarget"], result)

    @builtins.property
    def secret(self) -> typing.Optional["ClusterSpecBootstrapRecoverySecret"]:
        '''
        :schema: ClusterSpecBootstrapRecovery#secret
        '''
        result = self._values.get("secret")
        return typing.cast(typing.Optional["ClusterSpecBootstrapRecoverySecret"], result)

    @builtins.property
    def source(self) -> typing.Optional[builtins.str]:
        '''
        :schema: ClusterSpecBootstrapRecovery#source
        '''
        result = self._values.get("source")
        return typing.cast(typing.Optional[builtins.str], result)

    @builtins.property
    def volume_snapshots(
        self,
    ) -> typing.Optional["ClusterSpecBootstrapRecoveryVolumeSnapshots"]:
        '''
        :schema: ClusterSpecBootstrapRecovery#volumeSnapshots
        '''
        result = self._values.get("volume_snapshots")
        return typing.cast(typing.Optional["ClusterSpecBootstrapRecoveryVolumeSnapshots"], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "ClusterSpecBootstrapRecovery(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="homelab_cnpg_iocnpgpostgresql.ClusterSpecBootstrapRecoveryBackup",
    jsii_struct_bases=[],
    name_mapping={"name": "name", "endpoint_ca": "endpointCa"},
)
class ClusterSpecBootstrapRecoveryBackup:
    def __init__(
        self,
        *,
        name: builtins.str,
        endpoint_ca: typing.Optional[typing.Union["ClusterSpecBootstrapRecoveryBackupEndpointCa", typing.Dict[builtins.str, typing.Any]]] = None,
    ) -> None:
        '''
        :param name: 
        :param endpoint_ca: 

        :schema: ClusterSpecBootstrapRecoveryBackup
        '''
        if isinstance(endpoint_ca, dict):
            endpoint_ca = ClusterSpecBootstrapRecoveryBackupEndpointCa(**endpoint_ca)
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__f2316edc2f27da340e32145694a5016675ae589678df0d7bca565f2279fb314f)
            check_type(argname="argument name", value=name, expected_type=type_hints["name"])
            check_type(argname="argument endpoint_ca", value=endpoint_ca, expected_type=type_hints["endpoint_ca"])
        self._values: typing.Dict[builtins.str, typing.Any] = {
            "name": name,
        }
        if endpoint_ca is not None:
            self._values["endpoint_ca"] = endpoint_ca

    @builtins.property
    def name(self) -> builtins.str:
        '''
        :schema: ClusterSpecBootstrapRecoveryBackup#name
        '''
        result = self._values.get("name")
        assert result is not None, "Required property 'name' is missing"
        return typing.cast(builtins.str, result)

    @builtins.property
    def endpoint_ca(
        self,
    ) -> typing.Optional["ClusterSpecBootstrapRecoveryBackupEndpointCa"]:
        '''
        :schema: ClusterSpecBootstrapRecoveryBackup#endpointCA
        '''
        result = self._values.get("endpoint_ca")
        return typing.cast(typing.Optional["ClusterSpecBootstrapRecoveryBackupEndpointCa"], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "ClusterSpecBootstrapRecoveryBackup(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="homelab_cnpg_iocnpgpostgresql.ClusterSpecBootstrapRecoveryBackupEndpointCa",
    jsii_struct_bases=[],
    name_mapping={"key": "key", "name": "name"},
)
class ClusterSpecBootstrapRecoveryBackupEndpointCa:
    def __init__(self, *, key: builtins.str, name: builtins.str) -> None:
        '''
        :param key: 
        :param name: 

        :schema: ClusterSpecBootstrapRecoveryBackupEndpointCa
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__c29e69537393b0293e9986f0eaa4039394e08b78128bbd2814d28bac9b8167a3)
            check_type(argname="argument key", value=key, expected_type=type_hints["key"])
            check_type(argname="argument name", value=name, expected_type=type_hints["name"])
        self._values: typing.Dict[builtins.str, typing.Any] = {
            "key": key,
            "name": name,
        }

    @builtins.property
    def key(self) -> builtins.str:
        '''
        :schema: ClusterSpecBootstrapRecoveryBackupEndpointCa#key
        '''
        result = self._values.get("key")
        assert result is not None, "Required property 'key' is missing"
        return typing.cast(builtins.str, result)

    @builtins.property
    def name(self) -> builtins.str:
        '''
        :schema: ClusterSpecBootstrapRecoveryBackupEndpointCa#name
        '''
        result = self._values.get("name")
        assert result is not None, "Required property 'name' is missing"
        return typing.cast(builtins.str, result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "ClusterSpecBootstrapRecoveryBackupEndpointCa(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="homelab_cnpg_iocnpgpostgresql.ClusterSpecBootstrapRecoveryRecoveryTarget",
    jsii_struct_bases=[],
    name_mapping={
        "backup_id": "backupId",
        "exclusive": "exclusive",
        "target_immediate": "targetImmediate",
        "target_lsn": "targetLsn",
        "target_name": "targetName",
        "target_time": "targetTime",
        "target_tli": "targetTli",
        "target_xid": "targetXid",
    },
)
class ClusterSpecBootstrapRecoveryRecoveryTarget:
    def __init__(
        self,
        *,
        backup_id: typing.Optional[builtins.str] = None,
        exclusive: typing.Optional[builtins.bool] = None,
        target_immediate: typing.Optional[builtins.bool] = None,
        target_lsn: typing.Optional[builtins.str] = None,
        target_name: typing.Optional[builtins.str] = None,
        target_time: typing.Optional[builtins.str] = None,
        target_tli: typing.Optional[builtins.str] = None,
        target_xid: typing.Optional[builtins.str] = None,
    ) -> None:
        '''
        :param backup_id: 
        :param exclusive: 
        :param target_immediate: 
        :param target_lsn: 
        :param target_name: 
        :param target_time: 
        :param target_tli: 
        :param target_xid: 

        :schema: ClusterSpecBootstrapRecoveryRecoveryTarget
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__4441aa47f998149512867be119dab5d448df2ad7675bd6b23800773e8b1bc267)
            check_type(argname="argument backup_id", value=backup_id, expected_type=type_hints["backup_id"])
            check_type(argname="argument exclusive", value=exclusive, expected_type=type_hints["exclusive"])
            check_type(argname="argument target_immediate", value=target_immediate, expected_type=type_hints["target_immediate"])
            check_type(argname="argument target_lsn", value=target_lsn, expected_type=type_hints["target_lsn"])
            check_type(argname="argument target_name", value=target_name, expected_type=type_hints["target_name"])
            check_type(argname="argument target_time", value=target_time, expected_type=type_hints["target_time"])
            check_type(argname="argument target_tli", value=target_tli, expected_type=type_hints["target_tli"])
            check_type(argname="argument target_xid", value=target_xid, expected_type=type_hints["target_xid"])
        self._values: typing.Dict[builtins.str, typing.Any] = {}
        if backup_id is not None:
            self._values["backup_id"] = backup_id
        if exclusive is not None:
            self._values["exclusive"] = exclusive
        if target_immediate is not None:
            self._values["target_immediate"] = target_immediate
        if target_lsn is not None:
            self._values["target_lsn"] = target_lsn
        if target_name is not None:
            self._values["target_name"] = target_name
        if target_time is not None:
            self._values["target_time"] = target_time
        if target_tli is not None:
            self._values["target_tli"] = target_tli
        if target_xid is not None:
            self._values["target_xid"] = target_xid

    @builtins.property
    def backup_id(self) -> typing.Optional[builtins.str]:
        '''
        :schema: ClusterSpecBootstrapRecoveryRecoveryTarget#backupID
        '''
        result = self._values.get("backup_id")
        return typing.cast(typing.Optional[builtins.str], result)

    @builtins.property
    def exclusive(self) -> typing.Optional[builtins.bool]:
        '''
        :schema: ClusterSpecBootstrapRecoveryRecoveryTarget#exclusive
        '''
        result = self._values.get("exclusive")
        return typing.cast(typing.Optional[builtins.bool], result)

    @builtins.property
    def target_immediate(self) -> typing.Optional[builtins.bool]:
        '''
        :schema: ClusterSpecBootstrapRecoveryRecoveryTarget#targetImmediate
        '''
        result = self._values.get("target_immediate")
        return typing.cast(typing.Optional[builtins.bool], result)

    @builtins.property
    def target_lsn(self) -> typing.Optional[builtins.str]:
        '''
        :schema: ClusterSpecBootstrapRecoveryRecoveryTarget#targetLSN
        '''
        result = self._values.get("target_lsn")
        return typing.cast(typing.Optional[builtins.str], result)

    @builtins.property
    def target_name(self) -> typing.Optional[builtins.str]:
        '''
        :schema: ClusterSpecBootstrapRecoveryRecoveryTarget#targetName
        '''
        result = self._values.get("target_name")
        return typing.cast(typing.Optional[builtins.str], result)

    @builtins.property
    def target_time(self) -> typing.Optional[builtins.str]:
        '''
        :schema: ClusterSpecBootstrapRecoveryRecoveryTarget#targetTime
        '''
        result = self._values.get("target_time")
        return typing.cast(typing.Optional[builtins.str], result)

    @builtins.property
    def target_tli(self) -> typing.Optional[builtins.str]:
        '''
        :schema: ClusterSpecBootstrapRecoveryRecoveryTarget#targetTLI
        '''
        result = self._values.get("target_tli")
        return typing.cast(typing.Optional[builtins.str], result)

    @builtins.property
    def target_xid(self) -> typing.Optional[builtins.str]:
        '''
        :schema: ClusterSpecBootstrapRecoveryRecoveryTarget#targetXID
        '''
        result = self._values.get("target_xid")
        return typing.cast(typing.Optional[builtins.str], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "ClusterSpecBootstrapRecoveryRecoveryTarget(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="homelab_cnpg_iocnpgpostgresql.ClusterSpecBootstrapRecoverySecret",
    jsii_struct_bases=[],
    name_mapping={"name": "name"},
)
class ClusterSpecBootstrapRecoverySecret:
    def __init__(self, *, name: builtins.str) -> None:
        '''
        :param name: 

        :schema: ClusterSpecBootstrapRecoverySecret
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__ff4107b5233cc7caabcd90fa8926ba7be169707d7be63ad5acf1380525cb0e38)
            check_type(argname="argument name", value=name, expected_type=type_hints["name"])
        self._values: typing.Dict[builtins.str, typing.Any] = {
            "name": name,
        }

    @builtins.property
    def name(self) -> builtins.str:
        '''
        :schema: ClusterSpecBootstrapRecoverySecret#name
        '''
        result = self._values.get("name")
        assert result is not None, "Required property 'name' is missing"
        return typing.cast(builtins.str, result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "ClusterSpecBootstrapRecoverySecret(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="homelab_cnpg_iocnpgpostgresql.ClusterSpecBootstrapRecoveryVolumeSnapshots",
    jsii_struct_bases=[],
    name_mapping={
        "storage": "storage",
        "tablespace_storage": "tablespaceStorage",
        "wal_storage": "walStorage",
    },
)
class ClusterSpecBootstrapRecoveryVolumeSnapshots:
    def __init__(
        self,
        *,
        storage: typing.Union["ClusterSpecBootstrapRecoveryVolumeSnapshotsStorage", typing.Dict[builtins.str, typing.Any]],
        tablespace_storage: typing.Optional[typing.Mapping[builtins.str, typing.Union["ClusterSpecBootstrapRecoveryVolumeSnapshotsTablespaceStorage", typing.Dict[builtins.str, typing.Any]]]] = None,
        wal_storage: typing.Optional[typing.Union["ClusterSpecBootstrapRecoveryVolumeSnapshotsWalStorage", typing.Dict[builtins.str, typing.Any]]] = None,
    ) -> None:
        '''
        :param storage: 
        :param tablespace_storage: 
        :param wal_storage: 

        :schema: ClusterSpecBootstrapRecoveryVolumeSnapshots
        '''
        if isinstance(storage, dict):
            storage = ClusterSpecBootstrapRecoveryVolumeSnapshotsStorage(**storage)
        if isinstance(wal_storage, dict):
            wal_storage = ClusterSpecBootstrapRecoveryVolumeSnapshotsWalStorage(**wal_storage)
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__e64a82b978792ce712b9e98cb75cc4566493f3a4c5c5ab4f5131d0fbe50b3901)
            check_type(argname="argument storage", value=storage, expected_type=type_hints["storage"])
            check_type(argname="argument tablespace_storage", value=tablespace_storage, expected_type=type_hints["tablespace_storage"])
            check_type(argname="argument wal_storage", value=wal_storage, expected_type=type_hints["wal_storage"])
        self._values: typing.Dict[builtins.str, typing.Any] = {
            "storage": storage,
        }
        if tablespace_storage is not None:
            self._values["tablespace_storage"] = tablespace_storage
        if wal_storage is not None:
            self._values["wal_storage"] = wal_storage

    @builtins.property
    def storage(self) -> "ClusterSpecBootstrapRecoveryVolumeSnapshotsStorage":
        '''
        :schema: ClusterSpecBootstrapRecoveryVolumeSnapshots#storage
        '''
        result = self._values.get("storage")
        assert result is not None, "Required property 'storage' is missing"
        return typing.cast("ClusterSpecBootstrapRecoveryVolumeSnapshotsStorage", result)

    @builtins.property
    def tablespace_storage(
        self,
    ) -> typing.Optional[typing.Mapping[builtins.str, "ClusterSpecBootstrapRecoveryVolumeSnapshotsTablespaceStorage"]]:
        '''
        :schema: ClusterSpecBootstrapRecoveryVolumeSnapshots#tablespaceStorage
        '''
        result = self._values.get("tablespace_storage")
        return typing.cast(typing.Optional[typing.Mapping[builtins.str, "ClusterSpecBootstrapRecoveryVolumeSnapshotsTablespaceStorage"]], result)

    @builtins.property
    def wal_storage(
        self,
    ) -> typing.Optional["ClusterSpecBootstrapRecoveryVolumeSnapshotsWalStorage"]:
        '''
        :schema: ClusterSpecBootstrapRecoveryVolumeSnapshots#walStorage
        '''
        result = self._values.get("wal_storage")
        return typing.cast(typing.Optional["ClusterSpecBootstrapRecoveryVolumeSnapshotsWalStorage"], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "ClusterSpecBootstrapRecoveryVolumeSnapshots(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="homelab_cnpg_iocnpgpostgresql.ClusterSpecBootstrapRecoveryVolumeSnapshotsStorage",
    jsii_struct_bases=[],
    name_mapping={"kind": "kind", "name": "name", "api_group": "apiGroup"},
)
class ClusterSpecBootstrapRecoveryVolumeSnapshotsStorage:
    def __init__(
        self,
        *,
        kind: builtins.str,
        name: builtins.str,
        api_group: typing.Optional[builtins.str] = None,
    ) -> None:
        '''
        :param kind: 
        :param name: 
        :param api_group: 

        :schema: ClusterSpecBootstrapRecoveryVolumeSnapshotsStorage
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__48f485334e8ec829b00ffe20a040d0e28d0036136479248be13356cba98fb152)
            check_type(argname="argument kind", value=kind, expected_type=type_hints["kind"])
            check_type(argname="argument name", value=name, expected_type=type_hints["name"])
            check_type(argname="argument api_group", value=api_group, expected_type=type_hints["api_group"])
        self._values: typing.Dict[builtins.str, typing.Any] = {
            "kind": kind,
            "name": name,
        }
        if api_group is not None:
            self._values["api_group"] = api_group

    @builtins.property
    def kind(self) -> builtins.str:
        '''
        :schema: ClusterSpecBootstrapRecoveryVolumeSnapshotsStorage#kind
        '''
        result = self._values.get("kind")
        assert result is not None, "Required property 'kind' is missing"
        return typing.cast(builtins.str, result)

    @builtins.property
    def name(self) -> builtins.str:
        '''
        :schema: ClusterSpecBootstrapRecoveryVolumeSnapshotsStorage#name
        '''
        result = self._values.get("name")
        assert result is not None, "Required property 'name' is missing"
        return typing.cast(builtins.str, result)

    @builtins.property
    def api_group(self) -> typing.Optional[builtins.str]:
        '''
        :schema: ClusterSpecBootstrapRecoveryVolumeSnapshotsStorage#apiGroup
        '''
        result = self._values.get("api_group")
        return typing.cast(typing.Optional[builtins.str], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "ClusterSpecBootstrapRecoveryVolumeSnapshotsStorage(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="homelab_cnpg_iocnpgpostgresql.ClusterSpecBootstrapRecoveryVolumeSnapshotsTablespaceStorage",
    jsii_struct_bases=[],
    name_mapping={"kind": "kind", "name": "name", "api_group": "apiGroup"},
)
class ClusterSpecBootstrapRecoveryVolumeSnapshotsTablespaceStorage:
    def __init__(
        self,
        *,
        kind: builtins.str,
        name: builtins.str,
        api_group: typing.Optional[builtins.str] = None,
    ) -> None:
        '''
        :param kind: 
        :param name: 
        :param api_group: 

        :schema: ClusterSpecBootstrapRecoveryVolumeSnapshotsTablespaceStorage
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__45899aa92008bebd91da70dbc279b1a9841d80a285717d76b417cc13da443ee8)
            check_type(argname="argument kind", value=kind, expected_type=type_hints["kind"])
            check_type(argname="argument name", value=name, expected_type=type_hints["name"])
            check_type(argname="argument api_group", value=api_group, expected_type=type_hints["api_group"])
        self._values: typing.Dict[builtins.str, typing.Any] = {
            "kind": kind,
            "name": name,
        }
        if api_group is not None:
            self._values["api_group"] = api_group

    @builtins.property
    def kind(self) -> builtins.str:
        '''
        :schema: ClusterSpecBootstrapRecoveryVolumeSnapshotsTablespaceStorage#kind
        '''
        result = self._values.get("kind")
        assert result is not None, "Required property 'kind' is missing"
        return typing.cast(builtins.str, result)

    @builtins.property
    def name(self) -> builtins.str:
        '''
        :schema: ClusterSpecBootstrapRecoveryVolumeSnapshotsTablespaceStorage#name
        '''
        result = self._values.get("name")
        assert result is not None, "Required property 'name' is missing"
        return typing.cast(builtins.str, result)

    @builtins.property
    def api_group(self) -> typing.Optional[builtins.str]:
        '''
        :schema: ClusterSpecBootstrapRecoveryVolumeSnapshotsTablespaceStorage#apiGroup
        '''
        result = self._values.get("api_group")
        return typing.cast(typing.Optional[builtins.str], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "ClusterSpecBootstrapRecoveryVolumeSnapshotsTablespaceStorage(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="homelab_cnpg_iocnpgpostgresql.ClusterSpecBootstrapRecoveryVolumeSnapshotsWalStorage",
    jsii_struct_bases=[],
    name_mapping={"kind": "kind", "name": "name", "api_group": "apiGroup"},
)
class ClusterSpecBootstrapRecoveryVolumeSnapshotsWalStorage:
    def __init__(
        self,
        *,
        kind: builtins.str,
        name: builtins.str,
        api_group: typing.Optional[builtins.str] = None,
    ) -> None:
        '''
        :param kind: 
        :param name: 
        :param api_group: 

        :schema: ClusterSpecBootstrapRecoveryVolumeSnapshotsWalStorage
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__8092374b7025d73d6536ce56c68f5de8020eb214b0dcf52715aff0ab35c3200e)
            check_type(argname="argument kind", value=kind, expected_type=type_hints["kind"])
            check_type(argname="argument name", value=name, expected_type=type_hints["name"])
            check_type(argname="argument api_group", value=api_group, expected_type=type_hints["api_group"])
        self._values: typing.Dict[builtins.str, typing.Any] = {
            "kind": kind,
            "name": name,
        }
        if api_group is not None:
            self._values["api_group"] = api_group

    @builtins.property
    def kind(self) -> builtins.str:
        '''
        :schema: ClusterSpecBootstrapRecoveryVolumeSnapshotsWalStorage#kind
        '''
        result = self._values.get("kind")
        assert result is not None, "Required property 'kind' is missing"
        return typing.cast(builtins.str, result)

    @builtins.property
    def name(self) -> builtins.str:
        '''
        :schema: ClusterSpecBootstrapRecoveryVolumeSnapshotsWalStorage#name
        '''
        result = self._values.get("name")
        assert result is not None, "Required property 'name' is missing"
        return typing.cast(builtins.str, result)

    @builtins.property
    def api_group(self) -> typing.Optional[builtins.str]:
        '''
        :schema: ClusterSpecBootstrapRecoveryVolumeSnapshotsWalStorage#apiGroup
        '''
        result = self._values.get("api_group")
        return typing.cast(typing.Optional[builtins.str], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "ClusterSpecBootstrapRecoveryVolumeSnapshotsWalStorage(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="homelab_cnpg_iocnpgpostgresql.ClusterSpecCertificates",
    jsii_struct_bases=[],
    name_mapping={
        "client_ca_secret": "clientCaSecret",
        "replication_tls_secret": "replicationTlsSecret",
        "server_alt_dns_names": "serverAltDnsNames",
        "server_ca_secret": "serverCaSecret",
        "server_tls_secret": "serverTlsSecret",
    },
)
class ClusterSpecCertificates:
    def __init__(
        self,
        *,
        client_ca_secret: typing.Optional[builtins.str] = None,
        replication_tls_secret: typing.Optional[builtins.str] = None,
        server_alt_dns_names: typing.Optional[typing.Sequence[builtins.str]] = None,
        server_ca_secret: typing.Optional[builtins.str] = None,
        server_tls_secret: typing.Optional[builtins.str] = None,
    ) -> None:
        '''
        :param client_ca_secret: 
        :param replication_tls_secret: 
        :param server_alt_dns_names: 
        :param server_ca_secret: 
        :param server_tls_secret: 

        :schema: ClusterSpecCertificates
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__7014765b5c446f8f837ff10c4f22f762bd0a0fc996b3320e2b8e9e421b77dfa1)
            check_type(argname="argument client_ca_secret", value=client_ca_secret, expected_type=type_hints["client_ca_secret"])
            check_type(argname="argument replication_tls_secret", value=replication_tls_secret, expected_type=type_hints["replication_tls_secret"])
            check_type(argname="argument server_alt_dns_names", value=server_alt_dns_names, expected_type=type_hints["server_alt_dns_names"])
            check_type(argname="argument server_ca_secret", value=server_ca_secret, expected_type=type_hints["server_ca_secret"])
            check_type(argname="argument server_tls_secret", value=server_tls_secret, expected_type=type_hints["server_tls_secret"])
        self._values: typing.Dict[builtins.str, typing.Any] = {}
        if client_ca_secret is not None:
            self._values["client_ca_secret"] = client_ca_secret
        if replication_tls_secret is not None:
            self._values["replication_tls_secret"] = replication_tls_secret
        if server_alt_dns_names is not None:
            self._values["server_alt_dns_names"] = server_alt_dns_names
        if server_ca_secret is not None:
            self._values["server_ca_secret"] = server_ca_secret
        if server_tls_secret is not None:
            self._values["server_tls_secret"] = server_tls_secret

    @builtins.property
    def client_ca_secret(self) -> typing.Optional[builtins.str]:
        '''
        :schema: ClusterSpecCertificates#clientCASecret
        '''
        result = self._values.get("client_ca_secret")
        return typing.cast(typing.Optional[builtins.str], result)

    @builtins.property
    def replication_tls_secret(self) -> typing.Optional[builtins.str]:
        '''
        :schema: ClusterSpecCertificates#replicationTLSSecret
        '''
        result = self._values.get("replication_tls_secret")
        return typing.cast(typing.Optional[builtins.str], result)

    @builtins.property
    def server_alt_dns_names(self) -> typing.Optional[typing.List[builtins.str]]:
        '''
        :schema: ClusterSpecCertificates#serverAltDNSNames
        '''
        result = self._values.get("server_alt_dns_names")
        return typing.cast(typing.Optional[typing.List[builtins.str]], result)

    @builtins.property
    def server_ca_secret(self) -> typing.Optional[builtins.str]:
        '''
        :schema: ClusterSpecCertificates#serverCASecret
        '''
        result = self._values.get("server_ca_secret")
        return typing.cast(typing.Optional[builtins.str], result)

    @builtins.property
    def server_tls_secret(self) -> typing.Optional[builtins.str]:
        '''
        :schema: ClusterSpecCertificates#serverTLSSecret
        '''
        result = self._values.get("server_tls_secret")
        return typing.cast(typing.Optional[builtins.str], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "ClusterSpecCertificates(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="homelab_cnpg_iocnpgpostgresql.ClusterSpecEphemeralVolumesSizeLimit",
    jsii_struct_bases=[],
    name_mapping={"shm": "shm", "temporary_data": "temporaryData"},
)
class ClusterSpecEphemeralVolumesSizeLimit:
    def __init__(
        self,
        *,
        shm: typing.Optional["ClusterSpecEphemeralVolumesSizeLimitShm"] = None,
        temporary_data: typing.Optional["ClusterSpecEphemeralVolumesSizeLimitTemporaryData"] = None,
    ) -> None:
        '''
        :param shm: 
        :param temporary_data: 

        :schema: ClusterSpecEphemeralVolumesSizeLimit
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__71e743301a42919cf514ad6a222337e249a0f3292755ad452ef20f3d5081d10a)
            check_type(argname="argument shm", value=shm, expected_type=type_hints["shm"])
            check_type(argname="argument temporary_data", value=temporary_data, expected_type=type_hints["temporary_data"])
        self._values: typing.Dict[builtins.str, typing.Any] = {}
        if shm is not None:
            self._values["shm"] = shm
        if temporary_data is not None:
            self._values["temporary_data"] = temporary_data

    @builtins.property
    def shm(self) -> typing.Optional["ClusterSpecEphemeralVolumesSizeLimitShm"]:
        '''
        :schema: ClusterSpecEphemeralVolumesSizeLimit#shm
        '''
        result = self._values.get("shm")
        return typing.cast(typing.Optional["ClusterSpecEphemeralVolumesSizeLimitShm"], result)

    @builtins.property
    def temporary_data(
        self,
    ) -> typing.Optional["ClusterSpecEphemeralVolumesSizeLimitTemporaryData"]:
        '''
        :schema: ClusterSpecEphemeralVolumesSizeLimit#temporaryData
        '''
        result = self._values.get("temporary_data")
        return typing.cast(typing.Optional["ClusterSpecEphemeralVolumesSizeLimitTemporaryData"], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "ClusterSpecEphemeralVolumesSizeLimit(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


class ClusterSpecEphemeralVolumesSizeLimitShm(
    metaclass=jsii.JSIIMeta,
    jsii_type="homelab_cnpg_iocnpgpostgresql.ClusterSpecEphemeralVolumesSizeLimitShm",
):
    '''
    :schema: ClusterSpecEphemeralVolumesSizeLimitShm
    '''

    @jsii.member(jsii_name="fromNumber")
    @builtins.classmethod
    def from_number(
        cls,
        value: jsii.Number,
    ) -> "ClusterSpecEphemeralVolumesSizeLimitShm":
        '''
        :param value: -
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__08829f60ae37e53dde7e9b46a25680756b55aa192777dd9c62b408726ceb6c84)
            check_type(argname="argument value", value=value, expected_type=type_hints["value"])
        return typing.cast("ClusterSpecEphemeralVolumesSizeLimitShm", jsii.sinvoke(cls, "fromNumber", [value]))

    @jsii.member(jsii_name="fromString")
    @builtins.classmethod
    def from_string(
        cls,
        value: builtins.str,
    ) -> "ClusterSpecEphemeralVolumesSizeLimitShm":
        '''
        :param value: -
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__1f36e9b9009a1ca1fe48ee12e659e3072bfe6beb6efbd12d2a0416574d3a69ce)
            check_type(argname="argument value", value=value, expected_type=type_hints["value"])
        return typing.cast("ClusterSpecEphemeralVolumesSizeLimitShm", jsii.sinvoke(cls, "fromString", [value]))

    @builtins.property
    @jsii.member(jsii_name="value")
    def value(self) -> typing.Union[builtins.str, jsii.Number]:
        return typing.cast(typing.Union[builtins.str, jsii.Number], jsii.get(self, "value"))


class ClusterSpecEphemeralVolumesSizeLimitTemporaryData(
    metaclass=jsii.JSIIMeta,
    jsii_type="homelab_cnpg_iocnpgpostgresql.ClusterSpecEphemeralVolumesSizeLimitTemporaryData",
):
    '''
    :schema: ClusterSpecEphemeralVolumesSizeLimitTemporaryData
    '''

    @jsii.member(jsii_name="fromNumber")
    @builtins.classmethod
    def from_number(
        cls,
        value: jsii.Number,
    ) -> "ClusterSpecEphemeralVolumesSizeLimitTemporaryData":
        '''
        :param value: -
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__4ddb8c003359c9d423c6388029814cd99101e897676aa1b6b8ba5d4dff1cbb28)
            check_type(argname="argument value", value=value, expected_type=type_hints["value"])
        return typing.cast("ClusterSpecEphemeralVolumesSizeLimitTemporaryData", jsii.sinvoke(cls, "fromNumber", [value]))

    @jsii.member(jsii_name="fromString")
    @builtins.classmethod
    def from_string(
        cls,
        value: builtins.str,
    ) -> "ClusterSpecEphemeralVolumesSizeLimitTemporaryData":
        '''
        :param value: -
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__b700257a9970f2b22b5ff67740de9cbe5e08459a197431e846874e952b71ea50)
            check_type(argname="argument value", value=value, expected_type=type_hints["value"])
        return typing.cast("ClusterSpecEphemeralVolumesSizeLimitTemporaryData", jsii.sinvoke(cls, "fromString", [value]))

    @builtins.property
    @jsii.member(jsii_name="value")
    def value(self) -> typing.Union[builtins.str, jsii.Number]:
        return typing.cast(typing.Union[builtins.str, jsii.Number], jsii.get(self, "value"))


@jsii.data_type(
    jsii_type="homelab_cnpg_iocnpgpostgresql.ClusterSpecExternalClusters",
    jsii_struct_bases=[],
    name_mapping={
        "name": "name",
        "barman_object_store": "barmanObjectStore",
        "connection_parameters": "connectionParameters",
        "password": "password",
        "plugin": "plugin",
        "ssl_cert": "sslCert",
        "ssl_key": "sslKey",
        "ssl_root_cert": "sslRootCert",
    },
)
class ClusterSpecExternalClusters:
    def __init__(
        self,
        *,
        name: builtins.str,
        barman_object_store: typing.Any = None,
        connection_parameters: typing.Optional[typing.Mapping[builtins.str, builtins.str]] = None,
        password: typing.Optional[typing.Union["ClusterSpecExternalClustersPassword", typing.Dict[builtins.str, typing.Any]]] = None,
        plugin: typing.Optional[typing.Union["ClusterSpecExternalClustersPlugin", typing.Dict[builtins.str, typing.Any]]] = None,
        ssl_cert: typing.Optional[typing.Union["ClusterSpecExternalClustersSslCert", typing.Dict[builtins.str, typing.Any]]] = None,
        ssl_key: typing.Optional[typing.Union["ClusterSpecExternalClustersSslKey", typing.Dict[builtins.str, typing.Any]]] = None,
        ssl_root_cert: typing.Optional[typing.Union["ClusterSpecExternalClustersSslRootCert", typing.Dict[builtins.str, typing.Any]]] = None,
    ) -> None:
        '''
        :param name: 
        :param barman_object_store: 
        :param connection_parameters: 
        :param password: 
        :param plugin: 
        :param ssl_cert: 
        :param ssl_key: 
        :param ssl_root_cert: 

        :schema: ClusterSpecExternalClusters
        '''
        if isinstance(password, dict):
            password = ClusterSpecExternalClustersPassword(**password)
        if isinstance(plugin, dict):
            plugin = ClusterSpecExternalClustersPlugin(**plugin)
        if isinstance(ssl_cert, dict):
            ssl_cert = ClusterSpecExternalClustersSslCert(**ssl_cert)
        if isinstance(ssl_key, dict):
            ssl_key = ClusterSpecExternalClustersSslKey(**ssl_key)
        if isinstance(ssl_root_cert, dict):
            ssl_root_cert = ClusterSpecExternalClustersSslRootCert(**ssl_root_cert)
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__40fd916bf982c027589a73cb8b31fdebbfa45ce1abd6ffdcf89d33a0abb25bed)
            check_type(argname="argument name", value=name, expected_type=type_hints["name"])
            check_type(argname="argument barman_object_store", value=barman_object_store, expected_type=type_hints["barman_object_store"])
            check_type(argname="argument connection_parameters", value=connection_parameters, expected_type=type_hints["connection_parameters"])
            check_type(argname="argument password", value=password, expected_type=type_hints["password"])
            check_type(argname="argument plugin", value=plugin, expected_type=type_hints["plugin"])
            check_type(argname="argument ssl_cert", value=ssl_cert, expected_type=type_hints["ssl_cert"])
            check_type(argname="argument ssl_key", value=ssl_key, expected_type=type_hints["ssl_key"])
            check_type(argname="argument ssl_root_cert", value=ssl_root_cert, expected_type=type_hints["ssl_root_cert"])
        self._values: typing.Dict[builtins.str, typing.Any] = {
            "name": name,
        }
        if barman_object_store is not None:
            self._values["barman_object_store"] = barman_object_store
        if connection_parameters is not None:
            self._values["connection_parameters"] = connection_parameters
        if password is not None:
            self._values["password"] = password
        if plugin is not None:
            self._values["plugin"] = plugin
        if ssl_cert is not None:
            self._values["ssl_cert"] = ssl_cert
        if ssl_key is not None:
            self._values["ssl_key"] = ssl_key
        if ssl_root_cert is not None:
            self._values["ssl_root_cert"] = ssl_root_cert

    @builtins.property
    def name(self) -> builtins.str:
        '''
        :schema: ClusterSpecExternalClusters#name
        '''
        result = self._values.get("name")
        assert result is not None, "Required property 'name' is missing"
        return typing.cast(builtins.str, result)

    @builtins.property
    def barman_object_store(self) -> typing.Any:
        '''
        :schema: ClusterSpecExternalClusters#barmanObjectStore
        '''
        result = self._values.get("barman_object_store")
        return typing.cast(typing.Any, result)

    @builtins.property
    def connection_parameters(
        self,
    ) -> typing.Optional[typing.Mapping[builtins.str, builtins.str]]:
        '''
        :schema: ClusterSpecExternalClusters#connectionParameters
        '''
        result = self._values.get("connection_parameters")
        return typing.cast(typing.Optional[typing.Mapping[builtins.str, builtins.str]], result)

    @builtins.property
    def password(self) -> typing.Optional["ClusterSpecExternalClustersPassword"]:
        '''
        :schema: ClusterSpecExternalClusters#password
        '''
        result = self._values.get("password")
        return typing.cast(typing.Optional["ClusterSpecExternalClustersPassword"], result)

    @builtins.property
    def plugin(self) -> typing.Optional["ClusterSpecExternalClustersPlugin"]:
        '''
        :schema: ClusterSpecExternalClusters#plugin
        '''
        result = self._values.get("plugin")
        return typing.cast(typing.Optional["ClusterSpecExternalClustersPlugin"], result)

    @builtins.property
    def ssl_cert(self) -> typing.Optional["ClusterSpecExternalClustersSslCert"]:
        '''
        :schema: ClusterSpecExternalClusters#sslCert
        '''
        result = self._values.get("ssl_cert")
        return typing.cast(typing.Optional["ClusterSpecExternalClustersSslCert"], result)

    @builtins.property
    def ssl_key(self) -> typing.Optional["ClusterSpecExternalClustersSslKey"]:
        '''
        :schema: ClusterSpecExternalClusters#sslKey
        '''
        result = self._values.get("ssl_key")
        return typing.cast(typing.Optional["ClusterSpecExternalClustersSslKey"], result)

    @builtins.property
    def ssl_root_cert(
        self,
    ) -> typing.Optional["ClusterSpecExternalClustersSslRootCert"]:
        '''
        :schema: ClusterSpecExternalClusters#sslRootCert
        '''
        result = self._values.get("ssl_root_cert")
        return typing.cast(typing.Optional["ClusterSpecExternalClustersSslRootCert"], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "ClusterSpecExternalClusters(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="homelab_cnpg_iocnpgpostgresql.ClusterSpecExternalClustersPassword",
    jsii_struct_bases=[],
    name_mapping={"key": "key", "name": "name", "optional": "optional"},
)
class ClusterSpecExternalClustersPassword:
    def __init__(
        self,
        *,
        key: builtins.str,
        name: typing.Optional[builtins.str] = None,
        optional: typing.Optional[builtins.bool] = None,
    ) -> None:
        '''
        :param key: 
        :param name: 
        :param optional: 

        :schema: ClusterSpecExternalClustersPassword
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__ec2dc45ccb55be0aa76e09715e64c7f16456ae06b439b92d326fa955d7efea26)
            check_type(argname="argument key", value=key, expected_type=type_hints["key"])
            check_type(argname="argument name", value=name, expected_type=type_hints["name"])
            check_type(argname="argument optional", value=optional, expected_type=type_hints["optional"])
        self._values: typing.Dict[builtins.str, typing.Any] = {
            "key": key,
        }
        if name is not None:
            self._values["name"] = name
        if optional is not None:
            self._values["optional"] = optional

    @builtins.property
    def key(self) -> builtins.str:
        '''
        :schema: ClusterSpecExternalClustersPassword#key
        '''
        result = self._values.get("key")
        assert result is not None, "Required property 'key' is missing"
        return typing.cast(builtins.str, result)

    @builtins.property
    def name(self) -> typing.Optional[builtins.str]:
        '''
        :schema: ClusterSpecExternalClustersPassword#name
        '''
        result = self._values.get("name")
        return typing.cast(typing.Optional[builtins.str], result)

    @builtins.property
    def optional(self) -> typing.Optional[builtins.bool]:
        '''
        :schema: ClusterSpecExternalClustersPassword#optional
        '''
        result = self._values.get("optional")
        return typing.cast(typing.Optional[builtins.bool], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "ClusterSpecExternalClustersPassword(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="homelab_cnpg_iocnpgpostgresql.ClusterSpecExternalClustersPlugin",
    jsii_struct_bases=[],
    name_mapping={
        "name": "name",
        "enabled": "enabled",
        "is_wal_archiver": "isWalArchiver",
        "parameters": "parameters",
    },
)
class ClusterSpecExternalClustersPlugin:
    def __init__(
        self,
        *,
        name: builtins.str,
        enabled: typing.Optional[builtins.bool] = None,
        is_wal_archiver: typing.Optional[builtins.bool] = None,
        parameters: typing.Optional[typing.Mapping[builtins.str, builtins.str]] = None,
    ) -> None:
        '''
        :param name: 
        :param enabled: 
        :param is_wal_archiver: 
        :param parameters: 

        :schema: ClusterSpecExternalClustersPlugin
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__a58231ba41dee2dd8b5079712c1d5430fa031d1569d9b5c3bb01498a64f50284)
            check_type(argname="argument name", value=name, expected_type=type_hints["name"])
            check_type(argname="argument enabled", value=enabled, expected_type=type_hints["enabled"])
            check_type(argname="argument is_wal_archiver", value=is_wal_archiver, expected_type=type_hints["is_wal_archiver"])
            check_type(argname="argument parameters", value=parameters, expected_type=type_hints["parameters"])
        self._values: typing.Dict[builtins.str, typing.Any] = {
            "name": name,
        }
        if enabled is not None:
            self._values["enabled"] = enabled
        if is_wal_archiver is not None:
            self._values["is_wal_archiver"] = is_wal_archiver
        if parameters is not None:
            self._values["parameters"] = parameters

    @builtins.property
    def name(self) -> builtins.str:
        '''
        :schema: ClusterSpecExternalClustersPlugin#name
        '''
        result = self._values.get("name")
        assert result is not None, "Required property 'name' is missing"
        return typing.cast(builtins.str, result)

    @builtins.property
    def enabled(self) -> typing.Optional[builtins.bool]:
        '''
        :schema: ClusterSpecExternalClustersPlugin#enabled
        '''
        result = self._values.get("enabled")
        return typing.cast(typing.Optional[builtins.bool], result)

    @builtins.property
    def is_wal_archiver(self) -> typing.Optional[builtins.bool]:
        '''
        :schema: ClusterSpecExternalClustersPlugin#isWALArchiver
        '''
        result = self._values.get("is_wal_archiver")
        return typing.cast(typing.Optional[builtins.bool], result)

    @builtins.property
    def parameters(self) -> typing.Optional[typing.Mapping[builtins.str, builtins.str]]:
        '''
        :schema: ClusterSpecExternalClustersPlugin#parameters
        '''
        result = self._values.get("parameters")
        return typing.cast(typing.Optional[typing.Mapping[builtins.str, builtins.str]], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "ClusterSpecExternalClustersPlugin(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="homelab_cnpg_iocnpgpostgresql.ClusterSpecExternalClustersSslCert",
    jsii_struct_bases=[],
    name_mapping={"key": "key", "name": "name", "optional": "optional"},
)
class ClusterSpecExternalClustersSslCert:
    def __init__(
        self,
        *,
        key: builtins.str,
        name: typing.Optional[builtins.str] = None,
        optional: typing.Optional[builtins.bool] = None,
    ) -> None:
        '''
        :param key: 
        :param name: 
        :param optional: 

        :schema: ClusterSpecExternalClustersSslCert
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__6edc63e34821498a6bd35e3ee764338b6012e38d2a42c1b725046203e8257d51)
            check_type(argname="argument key", value=key, expected_type=type_hints["key"])
            check_type(argname="argument name", value=name, expected_type=type_hints["name"])
            check_type(argname="argument optional", value=optional, expected_type=type_hints["optional"])
        self._values: typing.Dict[builtins.str, typing.Any] = {
            "key": key,
        }
        if name is not None:
            self._values["name"] = name
        if optional is not None:
            self._values["optional"] = optional

    @builtins.property
    def key(self) -> builtins.str:
        '''
        :schema: ClusterSpecExternalClustersSslCert#key
        '''
        result = self._values.get("key")
        assert result is not None, "Required property 'key' is missing"
        return typing.cast(builtins.str, result)

    @builtins.property
    def name(self) -> typing.Optional[builtins.str]:
        '''
        :schema: ClusterSpecExternalClustersSslCert#name
        '''
        result = self._values.get("name")
        return typing.cast(typing.Optional[builtins.str], result)

    @builtins.property
    def optional(self) -> typing.Optional[builtins.bool]:
        '''
        :schema: ClusterSpecExternalClustersSslCert#optional
        '''
        result = self._values.get("optional")
        return typing.cast(typing.Optional[builtins.bool], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "ClusterSpecExternalClustersSslCert(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="homelab_cnpg_iocnpgpostgresql.ClusterSpecExternalClustersSslKey",
    jsii_struct_bases=[],
    name_mapping={"key": "key", "name": "name", "optional": "optional"},
)
class ClusterSpecExternalClustersSslKey:
    def __init__(
        self,
        *,
        key: builtins.str,
        name: typing.Optional[builtins.str] = None,
        optional: typing.Optional[builtins.bool] = None,
    ) -> None:
        '''
        :param key: 
        :param name: 
        :param optional: 

        :schema: ClusterSpecExternalClustersSslKey
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__5ccff16dbbb2050d07d4bff258d23df0ab6dae02a5312d507d7a7a89abc5ebae)
            check_type(argname="argument key", value=key, expected_type=type_hints["key"])
            check_type(argname="argument name", value=name, expected_type=type_hints["name"])
            check_type(argname="argument optional", value=optional, expected_type=type_hints["optional"])
        self._values: typing.Dict[builtins.str, typing.Any] = {
            "key": key,
        }
        if name is not None:
            self._values["name"] = name
        if optional is not None:
            self._values["optional"] = optional

    @builtins.property
    def key(self) -> builtins.str:
        '''
        :schema: ClusterSpecExternalClustersSslKey#key
        '''
        result = self._values.get("key")
        assert result is not None, "Required property 'key' is missing"
        return typing.cast(builtins.str, result)

    @builtins.property
    def name(self) -> typing.Optional[builtins.str]:
        '''
        :schema: ClusterSpecExternalClustersSslKey#name
        '''
        result = self._values.get("name")
        return typing.cast(typing.Optional[builtins.str], result)

    @builtins.property
    def optional(self) -> typing.Optional[builtins.bool]:
        '''
        :schema: ClusterSpecExternalClustersSslKey#optional
        '''
        result = self._values.get("optional")
        return typing.cast(typing.Optional[builtins.bool], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "ClusterSpecExternalClustersSslKey(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="homelab_cnpg_iocnpgpostgresql.ClusterSpecExternalClustersSslRootCert",
    jsii_struct_bases=[],
    name_mapping={"key": "key", "name": "name", "optional": "optional"},
)
class ClusterSpecExternalClustersSslRootCert:
    def __init__(
        self,
        *,
        key: builtins.str,
        name: typing.Optional[builtins.str] = None,
        optional: typing.Optional[builtins.bool] = None,
    ) -> None:
        '''
        :param key: 
        :param name: 
        :param optional: 

        :schema: ClusterSpecExternalClustersSslRootCert
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__41d88bae9f2e04c6fcb620bb979c0a87bd766b0adf0963fd1c0516e7bdf5179b)
            check_type(argname="argument key", value=key, expected_type=type_hints["key"])
            check_type(argname="argument name", value=name, expected_type=type_hints["name"])
            check_type(argname="argument optional", value=optional, expected_type=type_hints["optional"])
        self._values: typing.Dict[builtins.str, typing.Any] = {
            "key": key,
        }
        if name is not None:
            self._values["name"] = name
        if optional is not None:
            self._values["optional"] = optional

    @builtins.property
    def key(self) -> builtins.str:
        '''
        :schema: ClusterSpecExternalClustersSslRootCert#key
        '''
        result = self._values.get("key")
        assert result is not None, "Required property 'key' is missing"
        return typing.cast(builtins.str, result)

    @builtins.property
    def name(self) -> typing.Optional[builtins.str]:
        '''
        :schema: ClusterSpecExternalClustersSslRootCert#name
        '''
        result = self._values.get("name")
        return typing.cast(typing.Optional[builtins.str], result)

    @builtins.property
    def optional(self) -> typing.Optional[builtins.bool]:
        '''
        :schema: ClusterSpecExternalClustersSslRootCert#optional
        '''
        result = self._values.get("optional")
        return typing.cast(typing.Optional[builtins.bool], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "ClusterSpecExternalClustersSslRootCert(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="homelab_cnpg_iocnpgpostgresql.ClusterSpecImageCatalogRef",
    jsii_struct_bases=[],
    name_mapping={
        "kind": "kind",
        "major": "major",
        "name": "name",
        "api_group": "apiGroup",
    },
)
class ClusterSpecImageCatalogRef:
    def __init__(
        self,
        *,
        kind: builtins.str,
        major: jsii.Number,
        name: builtins.str,
        api_group: typing.Optional[builtins.str] = None,
    ) -> None:
        '''
        :param kind: 
        :param major: 
        :param name: 
        :param api_group: 

        :schema: ClusterSpecImageCatalogRef
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__21e6090d246b9b6c337238659f193b93d3904fe8866c6833015d171346508bbc)
            check_type(argname="argument kind", value=kind, expected_type=type_hints["kind"])
            check_type(argname="argument major", value=major, expected_type=type_hints["major"])
            check_type(argname="argument name", value=name, expected_type=type_hints["name"])
            check_type(argname="argument api_group", value=api_group, expected_type=type_hints["api_group"])
        self._values: typing.Dict[builtins.str, typing.Any] = {
            "kind": kind,
            "major": major,
            "name": name,
        }
        if api_group is not None:
            self._values["api_group"] = api_group

    @builtins.property
    def kind(self) -> builtins.str:
        '''
        :schema: ClusterSpecImageCatalogRef#kind
        '''
        result = self._values.get("kind")
        assert result is not None, "Required property 'kind' is missing"
        return typing.cast(builtins.str, result)

    @builtins.property
    def major(self) -> jsii.Number:
        '''
        :schema: ClusterSpecImageCatalogRef#major
        '''
        result = self._values.get("major")
        assert result is not None, "Required property 'major' is missing"
        return typing.cast(jsii.Number, result)

    @builtins.property
    def name(self) -> builtins.str:
        '''
        :schema: ClusterSpecImageCatalogRef#name
        '''
        result = self._values.get("name")
        assert result is not None, "Required property 'name' is missing"
        return typing.cast(builtins.str, result)

    @builtins.property
    def api_group(self) -> typing.Optional[builtins.str]:
        '''
        :schema: ClusterSpecImageCatalogRef#apiGroup
        '''
        result = self._values.get("api_group")
        return typing.cast(typing.Optional[builtins.str], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "ClusterSpecImageCatalogRef(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="homelab_cnpg_iocnpgpostgresql.ClusterSpecImagePullSecrets",
    jsii_struct_bases=[],
    name_mapping={"name": "name"},
)
class ClusterSpecImagePullSecrets:
    def __init__(self, *, name: builtins.str) -> None:
        '''
        :param name: 

        :schema: ClusterSpecImagePullSecrets
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__37fed0cfd47dc55e339d35c191038078d6027ec7211bc5d2c2084485db6955aa)
            check_type(argname="argument name", value=name, expected_type=type_hints["name"])
        self._values: typing.Dict[builtins.str, typing.Any] = {
            "name": name,
        }

    @builtins.property
    def name(self) -> builtins.str:
        '''
        :schema: ClusterSpecImagePullSecrets#name
        '''
        result = self._values.get("name")
        assert result is not None, "Required property 'name' is missing"
        return typing.cast(builtins.str, result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "ClusterSpecImagePullSecrets(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="homelab_cnpg_iocnpgpostgresql.ClusterSpecInheritedMetadata",
    jsii_struct_bases=[],
    name_mapping={"annotations": "annotations", "labels": "labels"},
)
class ClusterSpecInheritedMetadata:
    def __init__(
        self,
        *,
        annotations: typing.Optional[typing.Mapping[builtins.str, builtins.str]] = None,
        labels: typing.Optional[typing.Mapping[builtins.str, builtins.str]] = None,
    ) -> None:
        '''
        :param annotations: 
        :param labels: 

        :schema: ClusterSpecInheritedMetadata
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__0c6848b1baf72757c2614b96e295f24708c8dd1d0a83fbeafc09f5214eaaae26)
            check_type(argname="argument annotations", value=annotations, expected_type=type_hints["annotations"])
            check_type(argname="argument labels", value=labels, expected_type=type_hints["labels"])
        self._values: typing.Dict[builtins.str, typing.Any] = {}
        if annotations is not None:
            self._values["annotations"] = annotations
        if labels is not None:
            self._values["labels"] = labels

    @builtins.property
    def annotations(
        self,
    ) -> typing.Optional[typing.Mapping[builtins.str, builtins.str]]:
        '''
        :schema: ClusterSpecInheritedMetadata#annotations
        '''
        result = self._values.get("annotations")
        return typing.cast(typing.Optional[typing.Mapping[builtins.str, builtins.str]], result)

    @builtins.property
    def labels(self) -> typing.Optional[typing.Mapping[builtins.str, builtins.str]]:
        '''
        :schema: ClusterSpecInheritedMetadata#labels
        '''
        result = self._values.get("labels")
        return typing.cast(typing.Optional[typing.Mapping[builtins.str, builtins.str]], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "ClusterSpecInheritedMetadata(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.enum(jsii_type="homelab_cnpg_iocnpgpostgresql.ClusterSpecLogLevel")
class ClusterSpecLogLevel(enum.Enum):
    '''
    :schema: ClusterSpecLogLevel
    '''

    ERROR = "ERROR"
    '''error.'''
    WARNING = "WARNING"
    '''warning.'''
    INFO = "INFO"
    '''info.'''
    DEBUG = "DEBUG"
    '''debug.'''
    TRACE = "TRACE"
    '''trace.'''


@jsii.data_type(
    jsii_type="homelab_cnpg_iocnpgpostgresql.ClusterSpecManaged",
    jsii_struct_bases=[],
    name_mapping={"roles": "roles", "services": "services"},
)
class ClusterSpecManaged:
    def __init__(
        self,
        *,
        roles: typing.Optional[typing.Sequence[typing.Union["ClusterSpecManagedRoles", typing.Dict[builtins.str, typing.Any]]]] = None,
        services: typing.Optional[typing.Union["ClusterSpecManagedServices", typing.Dict[builtins.str, typing.Any]]] = None,
    ) -> None:
        '''
        :param roles: 
        :param services: 

        :schema: ClusterSpecManaged
        '''
        if isinstance(services, dict):
            services = ClusterSpecManagedServices(**services)
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__9d1cce0378f29a70d875ce9f3c4ac8b868511a094230b5ddc3c8b4fb0d8b5bad)
            check_type(argname="argument roles", value=roles, expected_type=type_hints["roles"])
            check_type(argname="argument services", value=services, expected_type=type_hints["services"])
        self._values: typing.Dict[builtins.str, typing.Any] = {}
        if roles is not None:
            self._values["roles"] = roles
        if services is not None:
            self._values["services"] = services

    @builtins.property
    def roles(self) -> typing.Optional[typing.List["ClusterSpecManagedRoles"]]:
        '''
        :schema: ClusterSpecManaged#roles
        '''
        result = self._values.get("roles")
        return typing.cast(typing.Optional[typing.List["ClusterSpecManagedRoles"]], result)

    @builtins.property
    def services(self) -> typing.Optional["ClusterSpecManagedServices"]:
        '''
        :schema: ClusterSpecManaged#services
        '''
        result = self._values.get("services")
        return typing.cast(typing.Optional["ClusterSpecManagedServices"], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "ClusterSpecManaged(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="homelab_cnpg_iocnpgpostgresql.ClusterSpecManagedRoles",
    jsii_struct_bases=[],
    name_mapping={
        "name": "name",
        "bypassrls": "bypassrls",
        "comment": "comment",
        "connection_limit": "connectionLimit",
        "createdb": "createdb",
        "createrole": "createrole",
        "disable_password": "disablePassword",
        "ensure": "ensure",
        "inherit": "inherit",
        "in_roles": "inRoles",
        "login": "login",
        "password_secret": "passwordSecret",
        "replication": "replication",
        "superuser": "superuser",
        "valid_until": "validUntil",
    },
)
class ClusterSpecManagedRoles:
    def __init__(
        self,
        *,
        name: builtins.str,
        bypassrls: typing.Optional[builtins.bool] = None,
        comment: typing.Optional[builtins.str] = None,
        connection_limit: typing.Optional[jsii.Number] = None,
        createdb: typing.Optional[builtins.bool] = None,
        createrole: typing.Optional[builtins.bool] = None,
        disable_password: typing.Optional[builtins.bool] = None,
        ensure: typing.Optional["ClusterSpecManagedRolesEnsure"] = None,
        inherit: typing.Optional[builtins.bool] = None,
        in_roles: typing.Optional[typing.Sequence[builtins.str]] = None,
        login: typing.Optional[builtins.bool] = None,
        password_secret: typing.Optional[typing.Union["ClusterSpecManagedRolesPasswordSecret", typing.Dict[builtins.str, typing.Any]]] = None,
        replication: typing.Optional[builtins.bool] = None,
        superuser: typing.Optional[builtins.bool] = None,
        valid_until: typing.Optional[datetime.datetime] = None,
    ) -> None:
        '''
        :param name: 
        :param bypassrls: 
        :param comment: 
        :param connection_limit: 
        :param createdb: 
        :param createrole: 
        :param disable_password: 
        :param ensure: 
        :param inherit: 
        :param in_roles: 
        :param login: 
        :param password_secret: 
        :param replication: 
        :param superuser: 
        :param valid_until: 

        :schema: ClusterSpecManagedRoles
        '''
        if isinstance(password_secret, dict):
            password_secret = ClusterSpecManagedRolesPasswordSecret(**password_secret)
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__08484233e9ee04e8fdf832a9ce1a42436106b6e1384d0e15915dc0cce4f1b170)
            check_type(argname="argument name", value=name, expected_type=type_hints["name"])
            check_type(argname="argument bypassrls", value=bypassrls, expected_type=type_hints["bypassrls"])
            check_type(argname="argument comment", value=comment, expected_type=type_hints["comment"])
            check_type(argname="argument connection_limit", value=connection_limit, expected_type=type_hints["connection_limit"])
            check_type(argname="argument createdb", value=createdb, expected_type=type_hints["createdb"])
            check_type(argname="argument createrole", value=createrole, expected_type=type_hints["createrole"])
            check_type(argname="argument disable_password", value=disable_password, expected_type=type_hints["disable_password"])
            check_type(argname="argument ensure", value=ensure, expected_type=type_hints["ensure"])
            check_type(argname="argument inherit", value=inherit, expected_type=type_hints["inherit"])
            check_type(argname="argument in_roles", value=in_roles, expected_type=type_hints["in_roles"])
            check_type(argname="argument login", value=login, expected_type=type_hints["login"])
            check_type(argname="argument password_secret", value=password_secret, expected_type=type_hints["password_secret"])
            check_type(argname="argument replication", value=replication, expected_type=type_hints["replication"])
            check_type(argname="argument superuser", value=superuser, expected_type=type_hints["superuser"])
            check_type(argname="argument valid_until", value=valid_until, expected_type=type_hints["valid_until"])
        self._values: typing.Dict[builtins.str, typing.Any] = {
            "name": name,
        }
        if bypassrls is not None:
            self._values["bypassrls"] = bypassrls
        if comment is not None:
            self._values["comment"] = comment
        if connection_limit is not None:
            self._values["connection_limit"] = connection_limit
        if createdb is not None:
            self._values["createdb"] = createdb
        if createrole is not None:
            self._values["createrole"] = createrole
        if disable_password is not None:
            self._values["disable_password"] = disable_password
        if ensure is not None:
            self._values["ensure"] = ensure
        if inherit is not None:
            self._values["inherit"] = inherit
        if in_roles is not None:
            self._values["in_roles"] = in_roles
        if login is not None:
            self._values["login"] = login
        if password_secret is not None:
            self._values["password_secret"] = password_secret
        if replication is not None:
            self._values["replication"] = replication
        if superuser is not None:
            self._values["superuser"] = superuser
        if valid_until is not None:
            self._values["valid_until"] = valid_until

    @builtins.property
    def name(self) -> builtins.str:
        '''
        :schema: ClusterSpecManagedRoles#name
        '''
        result = self._values.get("name")
        assert result is not None, "Required property 'name' is missing"
        return typing.cast(builtins.str, result)

    @builtins.property
    def bypassrls(self) -> typing.Optional[builtins.bool]:
        '''
        :schema: ClusterSpecManagedRoles#bypassrls
        '''
        result = self._values.get("bypassrls")
        return typing.cast(typing.Optional[builtins.bool], result)

    @builtins.property
    def comment(self) -> typing.Optional[builtins.str]:
        '''
        :schema: ClusterSpecManagedRoles#comment
        '''
        result = self._values.get("comment")
        return typing.cast(typing.Optional[builtins.str], result)

    @builtins.property
    def connection_limit(self) -> typing.Optional[jsii.Number]:
        '''
        :schema: ClusterSpecManagedRoles#connectionLimit
        '''
        result = self._values.get("connection_limit")
        return typing.cast(typing.Optional[jsii.Number], result)

    @builtins.property
    def createdb(self) -> typing.Optional[builtins.bool]:
        '''
        :schema: ClusterSpecManagedRoles#createdb
        '''
        result = self._values.get("createdb")
        return typing.cast(typing.Optional[builtins.bool], result)

    @builtins.property
    def createrole(self) -> typing.Optional[builtins.bool]:
        '''
        :schema: ClusterSpecManagedRoles#createrole
        '''
        result = self._values.get("createrole")
        return typing.cast(typing.Optional[builtins.bool], result)

    @builtins.property
    def disable_password(self) -> typing.Optional[builtins.bool]:
        '''
        :schema: ClusterSpecManagedRoles#disablePassword
        '''
        result = self._values.get("disable_password")
        return typing.cast(typing.Optional[builtins.bool], result)

    @builtins.property
    def ensure(self) -> typing.Optional["ClusterSpecManagedRolesEnsure"]:
        '''
        :schema: ClusterSpecManagedRoles#ensure
        '''
        result = self._values.get("ensure")
        return typing.cast(typing.Optional["ClusterSpecManagedRolesEnsure"], result)

    @builtins.property
    def inherit(self) -> typing.Optional[builtins.bool]:
        '''
        :schema: ClusterSpecManagedRoles#inherit
        '''
        result = self._values.get("inherit")
        return typing.cast(typing.Optional[builtins.bool], result)

    @builtins.property
    def in_roles(self) -> typing.Optional[typing.List[builtins.str]]:
        '''
        :schema: ClusterSpecManagedRoles#inRoles
        '''
        result = self._values.get("in_roles")
        return typing.cast(typing.Optional[typing.List[builtins.str]], result)

    @builtins.property
    def login(self) -> typing.Optional[builtins.bool]:
        '''
        :schema: ClusterSpecManagedRoles#login
        '''
        result = self._values.get("login")
        return typing.cast(typing.Optional[builtins.bool], result)

    @builtins.property
    def password_secret(
        self,
    ) -> typing.Optional["ClusterSpecManagedRolesPasswordSecret"]:
        '''
        :schema: ClusterSpecManagedRoles#passwordSecret
        '''
        result = self._values.get("password_secret")
        return typing.cast(typing.Optional["ClusterSpecManagedRolesPasswordSecret"], result)

    @builtins.property
    def replication(self) -> typing.Optional[builtins.bool]:
        '''
        :schema: ClusterSpecManagedRoles#replication
        '''
        result = self._values.get("replication")
        return typing.cast(typing.Optional[builtins.bool], result)

    @builtins.property
    def superuser(self) -> typing.Optional[builtins.bool]:
        '''
        :schema: ClusterSpecManagedRoles#superuser
        '''
        result = self._values.get("superuser")
        return typing.cast(typing.Optional[builtins.bool], result)

    @builtins.property
    def valid_until(self) -> typing.Optional[datetime.datetime]:
        '''
        :schema: ClusterSpecManagedRoles#validUntil
        '''
        result = self._values.get("valid_until")
        return typing.cast(typing.Optional[datetime.datetime], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "ClusterSpecManagedRoles(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.enum(jsii_type="homelab_cnpg_iocnpgpostgresql.ClusterSpecManagedRolesEnsure")
class ClusterSpecManagedRolesEnsure(enum.Enum):
    '''
    :schema: ClusterSpecManagedRolesEnsure
    '''

    PRESENT = "PRESENT"
    '''present.'''
    ABSENT = "ABSENT"
    '''absent.'''


@jsii.data_type(
    jsii_type="homelab_cnpg_iocnpgpostgresql.ClusterSpecManagedRolesPasswordSecret",
    jsii_struct_bases=[],
    name_mapping={"name": "name"},
)
class ClusterSpecManagedRolesPasswordSecret:
    def __init__(self, *, name: builtins.str) -> None:
        '''
        :param name: 

        :schema: ClusterSpecManagedRolesPasswordSecret
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__b2423e1652f21fbbd17ca34692ff0f38c767acaabfb017727ce36c867decaf04)
            check_type(argname="argument name", value=name, expected_type=type_hints["name"])
        self._values: typing.Dict[builtins.str, typing.Any] = {
            "name": name,
        }

    @builtins.property
    def name(self) -> builtins.str:
        '''
        :schema: ClusterSpecManagedRolesPasswordSecret#name
        '''
        result = self._values.get("name")
        assert result is not None, "Required property 'name' is missing"
        return typing.cast(builtins.str, result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "ClusterSpecManagedRolesPasswordSecret(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="homelab_cnpg_iocnpgpostgresql.ClusterSpecManagedServices",
    jsii_struct_bases=[],
    name_mapping={
        "additional": "additional",
        "disabled_default_services": "disabledDefaultServices",
    },
)
class ClusterSpecManagedServices:
    def __init__(
        self,
        *,
        additional: typing.Optional[typing.Sequence[typing.Union["ClusterSpecManagedServicesAdditional", typing.Dict[builtins.str, typing.Any]]]] = None,
        disabled_default_services: typing.Optional[typing.Sequence["ClusterSpecManagedServicesDisabledDefaultServices"]] = None,
    ) -> None:
        '''
        :param additional: 
        :param disabled_default_services: 

        :schema: ClusterSpecManagedServices
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__bbc37cd93d8670594a4c389a72d292e144a61c0923554acb26643d85b6282907)
            check_type(argname="argument additional", value=additional, expected_type=type_hints["additional"])
            check_type(argname="argument disabled_default_services", value=disabled_default_services, expected_type=type_hints["disabled_default_services"])
        self._values: typing.Dict[builtins.str, typing.Any] = {}
        if additional is not None:
            self._values["additional"] = additional
        if disabled_default_services is not None:
            self._values["disabled_default_services"] = disabled_default_services

    @builtins.property
    def additional(
        self,
    ) -> typing.Optional[typing.List["ClusterSpecManagedServicesAdditional"]]:
        '''
        :schema: ClusterSpecManagedServices#additional
        '''
        result = self._values.get("additional")
        return typing.cast(typing.Optional[typing.List["ClusterSpecManagedServicesAdditional"]], result)

    @builtins.property
    def disabled_default_services(
        self,
    ) -> typing.Optional[typing.List["ClusterSpecManagedServicesDisabledDefaultServices"]]:
        '''
        :schema: ClusterSpecManagedServices#disabledDefaultServices
        '''
        result = self._values.get("disabled_default_services")
        return typing.cast(typing.Optional[typing.List["ClusterSpecManagedServicesDisabledDefaultServices"]], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "ClusterSpecManagedServices(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="homelab_cnpg_iocnpgpostgresql.ClusterSpecManagedServicesAdditional",
    jsii_struct_bases=[],
    name_mapping={
        "selector_type": "selectorType",
        "service_template": "serviceTemplate",
        "update_strategy": "updateStrategy",
    },
)
class ClusterSpecManagedServicesAdditional:
    def __init__(
        self,
        *,
        selector_type: "ClusterSpecManagedServicesAdditionalSelectorType",
        service_template: typing.Any,
        update_strategy: typing.Optional["ClusterSpecManagedServicesAdditionalUpdateStrategy"] = None,
    ) -> None:
        '''
        :param selector_type: 
        :param service_template: 
        :param update_strategy: 

        :schema: ClusterSpecManagedServicesAdditional
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__249110a35b33f6a3162814aa60a1ad8f3dfbb243ff41c3e6fc33b4e906742694)
            check_type(argname="argument selector_type", value=selector_type, expected_type=type_hints["selector_type"])
            check_type(argname="argument service_template", value=service_template, expected_type=type_hints["service_template"])
            check_type(argname="argument update_strategy", value=update_strategy, expected_type=type_hints["update_strategy"])
        self._values: typing.Dict[builtins.str, typing.Any] = {
            "selector_type": selector_type,
            "service_template": service_template,
        }
        if update_strategy is not None:
            self._values["update_strategy"] = update_strategy

    @builtins.property
    def selector_type(self) -> "ClusterSpecManagedServicesAdditionalSelectorType":
        '''
        :schema: ClusterSpecManagedServicesAdditional#selectorType
        '''
        result = self._values.get("selector_type")
        assert result is not None, "Required property 'selector_type' is missing"
        return typing.cast("ClusterSpecManagedServicesAdditionalSelectorType", result)

    @builtins.property
    def service_template(self) -> typing.Any:
        '''
        :schema: ClusterSpecManagedServicesAdditional#serviceTemplate
        '''
        result = self._values.get("service_template")
        assert result is not None, "Required property 'service_template' is missing"
        return typing.cast(typing.Any, result)

    @builtins.property
    def update_strategy(
        self,
    ) -> typing.Optional["ClusterSpecManagedServicesAdditionalUpdateStrategy"]:
        '''
        :schema: ClusterSpecManagedServicesAdditional#updateStrategy
        '''
        result = self._values.get("update_strategy")
        return typing.cast(typing.Optional["ClusterSpecManagedServicesAdditionalUpdateStrategy"], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "ClusterSpecManagedServicesAdditional(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.enum(
    jsii_type="homelab_cnpg_iocnpgpostgresql.ClusterSpecManagedServicesAdditionalSelectorType"
)
class ClusterSpecManagedServicesAdditionalSelectorType(enum.Enum):
    '''
    :schema: ClusterSpecManagedServicesAdditionalSelectorType
    '''

    RW = "RW"
    '''rw.'''
    R = "R"
    '''r.'''
    RO = "RO"
    '''ro.'''


@jsii.enum(
    jsii_type="homelab_cnpg_iocnpgpostgresql.ClusterSpecManagedServicesAdditionalUpdateStrategy"
)
class ClusterSpecManagedServicesAdditionalUpdateStrategy(enum.Enum):
    '''
    :schema: ClusterSpecManagedServicesAdditionalUpdateStrategy
    '''

    PATCH = "PATCH"
    '''patch.'''
    REPLACE = "REPLACE"
    '''replace.'''


@jsii.enum(
    jsii_type="homelab_cnpg_iocnpgpostgresql.ClusterSpecManagedServicesDisabledDefaultServices"
)
class ClusterSpecManagedServicesDisabledDefaultServices(enum.Enum):
    '''
    :schema: ClusterSpecManagedServicesDisabledDefaultServices
    '''

    RW = "RW"
    '''rw.'''
    R = "R"
    '''r.'''
    RO = "RO"
    '''ro.'''


@jsii.data_type(
    jsii_type="homelab_cnpg_iocnpgpostgresql.ClusterSpecMonitoring",
    jsii_struct_bases=[],
    name_mapping={
        "custom_queries_config_map": "customQueriesConfigMap",
        "custom_queries_secret": "customQueriesSecret",
        "disable_default_queries": "disableDefaultQueries",
        "enable_pod_monitor": "enablePodMonitor",
        "metrics_queries_ttl": "metricsQueriesTtl",
        "pod_monitor_metric_relabelings": "podMonitorMetricRelabelings",
        "pod_monitor_relabelings": "podMonitorRelabelings",
        "tls": "tls",
    },
)
class ClusterSpecMonitoring:
    def __init__(
        self,
        *,
        custom_queries_config_map: typing.Optional[typing.Sequence[typing.Union["ClusterSpecMonitoringCustomQueriesConfigMap", typing.Dict[builtins.str, typing.Any]]]] = None,
        custom_queries_secret: typing.Optional[typing.Sequence[typing.Union["ClusterSpecMonitoringCustomQueriesSecret", typing.Dict[builtins.str, typing.Any]]]] = None,
        disable_default_queries: typing.Optional[builtins.bool] = None,
        enable_pod_monitor: typing.Optional[builtins.bool] = None,
        metrics_queries_ttl: typing.Optional[builtins.str] = None,
        pod_monitor_metric_relabelings: typing.Optional[typing.Sequence[typing.Union["ClusterSpecMonitoringPodMonitorMetricRelabelings", typing.Dict[builtins.str, typing.Any]]]] = None,
        pod_monitor_relabelings: typing.Optional[typing.Sequence[typing.Union["ClusterSpecMonitoringPodMonitorRelabelings", typing.Dict[builtins.str, typing.Any]]]] = None,
        tls: typing.Optional[typing.Union["ClusterSpecMonitoringTls", typing.Dict[builtins.str, typing.Any]]] = None,
    ) -> None:
        '''
        :param custom_queries_config_map: 
        :param custom_queries_secret: 
        :param disable_default_queries: 
        :param enable_pod_monitor: 
        :param metrics_queries_ttl: 
        :param pod_monitor_metric_relabelings: 
        :param pod_monitor_relabelings: 
        :param tls: 

        :schema: ClusterSpecMonitoring
        '''
        if isinstance(tls, dict):
            tls = ClusterSpecMonitoringTls(**tls)
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__22ea41c3d89b0cb9178ba9877706788fc8f091f2ebbe97c267f7573455a0a272)
            check_type(argname="argument custom_queries_config_map", value=custom_queries_config_map, expected_type=type_hints["custom_queries_config_map"])
            check_type(argname="argument custom_queries_secret", value=custom_queries_secret, expected_type=type_hints["custom_queries_secret"])
            check_type(argname="argument disable_default_queries", value=disable_default_queries, expected_type=type_hints["disable_default_queries"])
            check_type(argname="argument enable_pod_monitor", value=enable_pod_monitor, expected_type=type_hints["enable_pod_monitor"])
            check_type(argname="argument metrics_queries_ttl", value=metrics_queries_ttl, expected_type=type_hints["metrics_queries_ttl"])
            check_type(argname="argument pod_monitor_metric_relabelings", value=pod_monitor_metric_relabelings, expected_type=type_hints["pod_monitor_metric_relabelings"])
            check_type(argname="argument pod_monitor_relabelings", value=pod_monitor_relabelings, expected_type=type_hints["pod_monitor_relabelings"])
            check_type(argname="argument tls", value=tls, expected_type=type_hints["tls"])
        self._values: typing.Dict[builtins.str, typing.Any] = {}
        if custom_queries_config_map is not None:
            self._values["custom_queries_config_map"] = custom_queries_config_map
        if custom_queries_secret is not None:
            self._values["custom_queries_secret"] = custom_queries_secret
        if disable_default_queries is not None:
            self._values["disable_default_queries"] = disable_default_queries
        if enable_pod_monitor is not None:
            self._values["enable_pod_monitor"] = enable_pod_monitor
        if metrics_queries_ttl is not None:
            self._values["metrics_queries_ttl"] = metrics_queries_ttl
        if pod_monitor_metric_relabelings is not None:
            self._values["pod_monitor_metric_relabelings"] = pod_monitor_metric_relabelings
        if pod_monitor_relabelings is not None:
            self._values["pod_monitor_relabelings"] = pod_monitor_relabelings
        if tls is not None:
            self._values["tls"] = tls

    @builtins.property
    def custom_queries_config_map(
        self,
    ) -> typing.Optional[typing.List["ClusterSpecMonitoringCustomQueriesConfigMap"]]:
        '''
        :schema: ClusterSpecMonitoring#customQueriesConfigMap
        '''
        result = self._values.get("custom_queries_config_map")
        return typing.cast(typing.Optional[typing.List["ClusterSpecMonitoringCustomQueriesConfigMap"]], result)

    @builtins.property
    def custom_queries_secret(
        self,
    ) -> typing.Optional[typing.List["ClusterSpecMonitoringCustomQueriesSecret"]]:
        '''
        :schema: ClusterSpecMonitoring#customQueriesSecret
        '''
        result = self._values.get("custom_queries_secret")
        return typing.cast(typing.Optional[typing.List["ClusterSpecMonitoringCustomQueriesSecret"]], result)

    @builtins.property
    def disable_default_queries(self) -> typing.Optional[builtins.bool]:
        '''
        :schema: ClusterSpecMonitoring#disableDefaultQueries
        '''
        result = self._values.get("disable_default_queries")
        return typing.cast(typing.Optional[builtins.bool], result)

    @builtins.property
    def enable_pod_monitor(self) -> typing.Optional[builtins.bool]:
        '''
        :schema: ClusterSpecMonitoring#enablePodMonitor
        '''
        result = self._values.get("enable_pod_monitor")
        return typing.cast(typing.Optional[builtins.bool], result)

    @builtins.property
    def metrics_queries_ttl(self) -> typing.Optional[builtins.str]:
        '''
        :schema: ClusterSpecMonitoring#metricsQueriesTTL
        '''
        result = self._values.get("metrics_queries_ttl")
        return typing.cast(typing.Optional[builtins.str], result)

    @builtins.property
    def pod_monitor_metric_relabelings(
        self,
    ) -> typing.Optional[typing.List["ClusterSpecMonitoringPodMonitorMetricRelabelings"]]:
        '''
        :schema: ClusterSpecMonitoring#podMonitorMetricRelabelings
        '''
        result = self._values.get("pod_monitor_metric_relabelings")
        return typing.cast(typing.Optional[typing.List["ClusterSpecMonitoringPodMonitorMetricRelabelings"]], result)

    @builtins.property
    def pod_monitor_relabelings(
        self,
    ) -> typing.Optional[typing.List["ClusterSpecMonitoringPodMonitorRelabelings"]]:
        '''
        :schema: ClusterSpecMonitoring#podMonitorRelabelings
        '''
        result = self._values.get("pod_monitor_relabelings")
        return typing.cast(typing.Optional[typing.List["ClusterSpecMonitoringPodMonitorRelabelings"]], result)

    @builtins.property
    def tls(self) -> typing.Optional["ClusterSpecMonitoringTls"]:
        '''
        :schema: ClusterSpecMonitoring#tls
        '''
        result = self._values.get("tls")
        return typing.cast(typing.Optional["ClusterSpecMonitoringTls"], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "ClusterSpecMonitoring(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="homelab_cnpg_iocnpgpostgresql.ClusterSpecMonitoringCustomQueriesConfigMap",
    jsii_struct_bases=[],
    name_mapping={"key": "key", "name": "name"},
)
class ClusterSpecMonitoringCustomQueriesConfigMap:
    def __init__(self, *, key: builtins.str, name: builtins.str) -> None:
        '''
        :param key: 
        :param name: 

        :schema: ClusterSpecMonitoringCustomQueriesConfigMap
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__4f2a674726893327819fda28cf41ecc60e49eadc0b73b4cdaa3050ef57b43d35)
            check_type(argname="argument key", value=key, expected_type=type_hints["key"])
            check_type(argname="argument name", value=name, expected_type=type_hints["name"])
        self._values: typing.Dict[builtins.str, typing.Any] = {
            "key": key,
            "name": name,
        }

    @builtins.property
    def key(self) -> builtins.str:
        '''
        :schema: ClusterSpecMonitoringCustomQueriesConfigMap#key
        '''
        result = self._values.get("key")
        assert result is not None, "Required property 'key' is missing"
        return typing.cast(builtins.str, result)

    @builtins.property
    def name(self) -> builtins.str:
        '''
        :schema: ClusterSpecMonitoringCustomQueriesConfigMap#name
        '''
        result = self._values.get("name")
        assert result is not None, "Required property 'name' is missing"
        return typing.cast(builtins.str, result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "ClusterSpecMonitoringCustomQueriesConfigMap(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="homelab_cnpg_iocnpgpostgresql.ClusterSpecMonitoringCustomQueriesSecret",
    jsii_struct_bases=[],
    name_mapping={"key": "key", "name": "name"},
)
class ClusterSpecMonitoringCustomQueriesSecret:
    def __init__(self, *, key: builtins.str, name: builtins.str) -> None:
        '''
        :param key: 
        :param name: 

        :schema: ClusterSpecMonitoringCustomQueriesSecret
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__3ad4c8ab9cd949a6dfce6d4d3bced5eb777daa99dd7c2eefc44ed0027ed3584c)
            check_type(argname="argument key", value=key, expected_type=type_hints["key"])
            check_type(argname="argument name", value=name, expected_type=type_hints["name"])
        self._values: typing.Dict[builtins.str, typing.Any] = {
            "key": key,
            "name": name,
        }

    @builtins.property
    def key(self) -> builtins.str:
        '''
        :schema: ClusterSpecMonitoringCustomQueriesSecret#key
        '''
        result = self._values.get("key")
        assert result is not None, "Required property 'key' is missing"
        return typing.cast(builtins.str, result)

    @builtins.property
    def name(self) -> builtins.str:
        '''
        :schema: ClusterSpecMonitoringCustomQueriesSecret#name
        '''
        result = self._values.get("name")
        assert result is not None, "Required property 'name' is missing"
        return typing.cast(builtins.str, result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "ClusterSpecMonitoringCustomQueriesSecret(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="homelab_cnpg_iocnpgpostgresql.ClusterSpecMonitoringPodMonitorMetricRelabelings",
    jsii_struct_bases=[],
    name_mapping={
        "action": "action",
        "modulus": "modulus",
        "regex": "regex",
        "replacement": "replacement",
        "separator": "separator",
        "source_labels": "sourceLabels",
        "target_label": "targetLabel",
    },
)
class ClusterSpecMonitoringPodMonitorMetricRelabelings:
    def __init__(
        self,
        *,
        action: typing.Optional["ClusterSpecMonitoringPodMonitorMetricRelabelingsAction"] = None,
        modulus: typing.Optional[jsii.Number] = None,
        regex: typing.Optional[builtins.str] = None,
        replacement: typing.Optional[builtins.str] = None,
        separator: typing.Optional[builtins.str] = None,
        source_labels: typing.Optional[typing.Sequence[builtins.str]] = None,
        target_label: typing.Optional[builtins.str] = None,
    ) -> None:
        '''
        :param action: 
        :param modulus: 
        :param regex: 
        :param replacement: 
        :param separator: 
        :param source_labels: 
        :param target_label: 

        :schema: ClusterSpecMonitoringPodMonitorMetricRelabelings
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__3bf3c230f25a49404aa27ba1c5ab1b0b8206b9927ad996456e2998d0e6e6d3b4)
            check_type(argname="argument action", value=action, expected_type=type_hints["action"])
            check_type(argname="argument modulus", value=modulus, expected_type=type_hints["modulus"])
            check_type(argname="argument regex", value=regex, expected_type=type_hints["regex"])
            check_type(argname="argument replacement", value=replacement, expected_type=type_hints["replacement"])
            check_type(argname="argument separator", value=separator, expected_type=type_hints["separator"])
            check_type(argname="argument source_labels", value=source_labels, expected_type=type_hints["source_labels"])
            check_type(argname="argument target_label", value=target_label, expected_type=type_hints["target_label"])
        self._values: typing.Dict[builtins.str, typing.Any] = {}
        if action is not None:
            self._values["action"] = action
        if modulus is not None:
            self._values["modulus"] = modulus
        if regex is not None:
            self._values["regex"] = regex
        if replacement is not None:
            self._values["replacement"] = replacement
        if separator is not None:
            self._values["separator"] = separator
        if source_labels is not None:
            self._values["source_labels"] = source_labels
        if target_label is not None:
            self._values["target_label"] = target_label

    @builtins.property
    def action(
        self,
    ) -> typing.Optional["ClusterSpecMonitoringPodMonitorMetricRelabelingsAction"]:
        '''
        :schema: ClusterSpecMonitoringPodMonitorMetricRelabelings#action
        '''
        result = self._values.get("action")
        return typing.cast(typing.Optional["ClusterSpecMonitoringPodMonitorMetricRelabelingsAction"], result)

    @builtins.property
    def modulus(self) -> typing.Optional[jsii.Number]:
        '''
        :schema: ClusterSpecMonitoringPodMonitorMetricRelabelings#modulus
        '''
        result = self._values.get("modulus")
        return typing.cast(typing.Optional[jsii.Number], result)

    @builtins.property
    def regex(self) -> typing.Optional[builtins.str]:
        '''
        :schema: ClusterSpecMonitoringPodMonitorMetricRelabelings#regex
        '''
        result = self._values.get("regex")
        return typing.cast(typing.Optional[builtins.str], result)

    @builtins.property
    def replacement(self) -> typing.Optional[builtins.str]:
        '''
        :schema: ClusterSpecMonitoringPodMonitorMetricRelabelings#replacement
        '''
        result = self._values.get("replacement")
        return typing.cast(typing.Optional[builtins.str], result)

    @builtins.property
    def separator(self) -> typing.Optional[builtins.str]:
        '''
        :schema: ClusterSpecMonitoringPodMonitorMetricRelabelings#separator
        '''
        result = self._values.get("separator")
        return typing.cast(typing.Optional[builtins.str], result)

    @builtins.property
    def source_labels(self) -> typing.Optional[typing.List[builtins.str]]:
        '''
        :schema: ClusterSpecMonitoringPodMonitorMetricRelabelings#sourceLabels
        '''
        result = self._values.get("source_labels")
        return typing.cast(typing.Optional[typing.List[builtins.str]], result)

    @builtins.property
    def target_label(self) -> typing.Optional[builtins.str]:
        '''
        :schema: ClusterSpecMonitoringPodMonitorMetricRelabelings#targetLabel
        '''
        result = self._values.get("target_label")
        return typing.cast(typing.Optional[builtins.str], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "ClusterSpecMonitoringPodMonitorMetricRelabelings(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.enum(
    jsii_type="homelab_cnpg_iocnpgpostgresql.ClusterSpecMonitoringPodMonitorMetricRelabelingsAction"
)
class ClusterSpecMonitoringPodMonitorMetricRelabelingsAction(enum.Enum):
    '''
    :schema: ClusterSpecMonitoringPodMonitorMetricRelabelingsAction
    '''

    REPLACE = "REPLACE"
    '''replace.'''
    KEEP = "KEEP"
    '''keep.'''
    DROP = "DROP"
    '''drop.'''
    HASHMOD = "HASHMOD"
    '''hashmod.'''
    LABELMAP = "LABELMAP"
    '''labelmap.'''
    LABELDROP = "LABELDROP"
    '''labeldrop.'''
    LABELKEEP = "LABELKEEP"
    '''labelkeep.'''
    LOWERCASE = "LOWERCASE"
    '''lowercase.'''
    UPPERCASE = "UPPERCASE"
    '''uppercase.'''
    KEEPEQUAL = "KEEPEQUAL"
    '''keepequal.'''
    DROPEQUAL = "DROPEQUAL"
    '''dropequal.'''


@jsii.data_type(
    jsii_type="homelab_cnpg_iocnpgpostgresql.ClusterSpecMonitoringPodMonitorRelabelings",
    jsii_struct_bases=[],
    name_mapping={
        "action": "action",
        "modulus": "modulus",
        "regex": "regex",
        "replacement": "replacement",
        "separator": "separator",
        "source_labels": "sourceLabels",
        "target_label": "targetLabel",
    },
)
class ClusterSpecMonitoringPodMonitorRelabelings:
    def __init__(
        self,
        *,
        action: typing.Optional["ClusterSpecMonitoringPodMonitorRelabelingsAction"] = None,
        modulus: typing.Optional[jsii.Number] = None,
        regex: typing.Optional[builtins.str] = None,
        replacement: typing.Optional[builtins.str] = None,
        separator: typing.Optional[builtins.str] = None,
        source_labels: typing.Optional[typing.Sequence[builtins.str]] = None,
        target_label: typing.Optional[builtins.str] = None,
    ) -> None:
        '''
        :param action: 
        :param modulus: 
        :param regex: 
        :param replacement: 
        :param separator: 
        :param source_labels: 
        :param target_label: 

        :schema: ClusterSpecMonitoringPodMonitorRelabelings
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__c8931c9b2b0e4664e9c2303a0bda4262d07e56493b2d5e17be2b95790b45ef4d)
            check_type(argname="argument action", value=action, expected_type=type_hints["action"])
            check_type(argname="argument modulus", value=modulus, expected_type=type_hints["modulus"])
            check_type(argname="argument regex", value=regex, expected_type=type_hints["regex"])
            check_type(argname="argument replacement", value=replacement, expected_type=type_hints["replacement"])
            check_type(argname="argument separator", value=separator, expected_type=type_hints["separator"])
            check_type(argname="argument source_labels", value=source_labels, expected_type=type_hints["source_labels"])
            check_type(argname="argument target_label", value=target_label, expected_type=type_hints["target_label"])
        self._values: typing.Dict[builtins.str, typing.Any] = {}
        if action is not None:
            self._values["action"] = action
        if modulus is not None:
            self._values["modulus"] = modulus
        if regex is not None:
            self._values["regex"] = regex
        if replacement is not None:
            self._values["replacement"] = replacement
        if separator is not None:
            self._values["separator"] = separator
        if source_labels is not None:
            self._values["source_labels"] = source_labels
        if target_label is not None:
            self._values["target_label"] = target_label

    @builtins.property
    def action(
        self,
    ) -> typing.Optional["ClusterSpecMonitoringPodMonitorRelabelingsAction"]:
        '''
        :schema: ClusterSpecMonitoringPodMonitorRelabelings#action
        '''
        result = self._values.get("action")
        return typing.cast(typing.Optional["ClusterSpecMonitoringPodMonitorRelabelingsAction"], result)

    @builtins.property
    def modulus(self) -> typing.Optional[jsii.Number]:
        '''
        :schema: ClusterSpecMonitoringPodMonitorRelabelings#modulus
        '''
        result = self._values.get("modulus")
        return typing.cast(typing.Optional[jsii.Number], result)

    @builtins.property
    def regex(self) -> typing.Optional[builtins.str]:
        '''
        :schema: ClusterSpecMonitoringPodMonitorRelabelings#regex
        '''
        result = self._values.get("regex")
        return typing.cast(typing.Optional[builtins.str], result)

    @builtins.property
    def replacement(self) -> typing.Optional[builtins.str]:
        '''
        :schema: ClusterSpecMonitoringPodMonitorRelabelings#replacement
        '''
        result = self._values.get("replacement")
        return typing.cast(typing.Optional[builtins.str], result)

    @builtins.property
    def separator(self) -> typing.Optional[builtins.str]:
        '''
        :schema: ClusterSpecMonitoringPodMonitorRelabelings#separator
        '''
        result = self._values.get("separator")
        return typing.cast(typing.Optional[builtins.str], result)

    @builtins.property
    def source_labels(self) -> typing.Optional[typing.List[builtins.str]]:
        '''
        :schema: ClusterSpecMonitoringPodMonitorRelabelings#sourceLabels
        '''
        result = self._values.get("source_labels")
        return typing.cast(typing.Optional[typing.List[builtins.str]], result)

    @builtins.property
    def target_label(self) -> typing.Optional[builtins.str]:
        '''
        :schema: ClusterSpecMonitoringPodMonitorRelabelings#targetLabel
        '''
        result = self._values.get("target_label")
        return typing.cast(typing.Optional[builtins.str], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "ClusterSpecMonitoringPodMonitorRelabelings(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.enum(
    jsii_type="homelab_cnpg_iocnpgpostgresql.ClusterSpecMonitoringPodMonitorRelabelingsAction"
)
class ClusterSpecMonitoringPodMonitorRelabelingsAction(enum.Enum):
    '''
    :schema: ClusterSpecMonitoringPodMonitorRelabelingsAction
    '''

    REPLACE = "REPLACE"
    '''replace.'''
    KEEP = "KEEP"
    '''keep.'''
    DROP = "DROP"
    '''drop.'''
    HASHMOD = "HASHMOD"
    '''hashmod.'''
    LABELMAP = "LABELMAP"
    '''labelmap.'''
    LABELDROP = "LABELDROP"
    '''labeldrop.'''
    LABELKEEP = "LABELKEEP"
    '''labelkeep.'''
    LOWERCASE = "LOWERCASE"
    '''lowercase.'''
    UPPERCASE = "UPPERCASE"
    '''uppercase.'''
    KEEPEQUAL = "KEEPEQUAL"
    '''keepequal.'''
    DROPEQUAL = "DROPEQUAL"
    '''dropequal.'''


@jsii.data_type(
    jsii_type="homelab_cnpg_iocnpgpostgresql.ClusterSpecMonitoringTls",
    jsii_struct_bases=[],
    name_mapping={"enabled": "enabled"},
)
class ClusterSpecMonitoringTls:
    def __init__(self, *, enabled: typing.Optional[builtins.bool] = None) -> None:
        '''
        :param enabled: 

        :schema: ClusterSpecMonitoringTls
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__f1cd018fd9604089a59c8ada7009ce5c543b445e235bf606f55d1fe0001b65d2)
            check_type(argname="argument enabled", value=enabled, expected_type=type_hints["enabled"])
        self._values: typing.Dict[builtins.str, typing.Any] = {}
        if enabled is not None:
            self._values["enabled"] = enabled

    @builtins.property
    def enabled(self) -> typing.Optional[builtins.bool]:
        '''
        :schema: ClusterSpecMonitoringTls#enabled
        '''
        result = self._values.get("enabled")
        return typing.cast(typing.Optional[builtins.bool], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "ClusterSpecMonitoringTls(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="homelab_cnpg_iocnpgpostgresql.ClusterSpecNodeMaintenanceWindow",
    jsii_struct_bases=[],
    name_mapping={"in_progress": "inProgress", "reuse_pvc": "reusePvc"},
)
class ClusterSpecNodeMaintenanceWindow:
    def __init__(
        self,
        *,
        in_progress: typing.Optional[builtins.bool] = None,
        reuse_pvc: typing.Optional[builtins.bool] = None,
    ) -> None:
        '''
        :param in_progress: 
        :param reuse_pvc: 

        :schema: ClusterSpecNodeMaintenanceWindow
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__d48d8ed4e0216dd5f76195a2293f5834c1063eaf1f642af06161755e26f662c4)
            check_type(argname="argument in_progress", value=in_progress, expected_type=type_hints["in_progress"])
            check_type(argname="argument reuse_pvc", value=reuse_pvc, expected_type=type_hints["reuse_pvc"])
        self._values: typing.Dict[builtins.str, typing.Any] = {}
        if in_progress is not None:
            self._values["in_progress"] = in_progress
        if reuse_pvc is not None:
            self._values["reuse_pvc"] = reuse_pvc

    @builtins.property
    def in_progress(self) -> typing.Optional[builtins.bool]:
        '''
        :schema: ClusterSpecNodeMaintenanceWindow#inProgress
        '''
        result = self._values.get("in_progress")
        return typing.cast(typing.Optional[builtins.bool], result)

    @builtins.property
    def reuse_pvc(self) -> typing.Optional[builtins.bool]:
        '''
        :schema: ClusterSpecNodeMaintenanceWindow#reusePVC
        '''
        result = self._values.get("reuse_pvc")
        return typing.cast(typing.Optional[builtins.bool], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "ClusterSpecNodeMaintenanceWindow(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="homelab_cnpg_iocnpgpostgresql.ClusterSpecPlugins",
    jsii_struct_bases=[],
    name_mapping={
        "name": "name",
        "enabled": "enabled",
        "is_wal_archiver": "isWalArchiver",
        "parameters": "parameters",
    },
)
class ClusterSpecPlugins:
    def __init__(
        self,
        *,
        name: builtins.str,
        enabled: typing.Optional[builtins.bool] = None,
        is_wal_archiver: typing.Optional[builtins.bool] = None,
        parameters: typing.Optional[typing.Mapping[builtins.str, builtins.str]] = None,
    ) -> None:
        '''
        :param name: 
        :param enabled: 
        :param is_wal_archiver: 
        :param parameters: 

        :schema: ClusterSpecPlugins
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__01a5b1eaa7d6e49423cce25443104eab6776b5004b56d737bbd20d679b0c4cac)
            check_type(argname="argument name", value=name, expected_type=type_hints["name"])
            check_type(argname="argument enabled", value=enabled, expected_type=type_hints["enabled"])
            check_type(argname="argument is_wal_archiver", value=is_wal_archiver, expected_type=type_hints["is_wal_archiver"])
            check_type(argname="argument parameters", value=parameters, expected_type=type_hints["parameters"])
        self._values: typing.Dict[builtins.str, typing.Any] = {
            "name": name,
        }
        if enabled is not None:
            self._values["enabled"] = enabled
        if is_wal_archiver is not None:
            self._values["is_wal_archiver"] = is_wal_archiver
        if parameters is not None:
            self._values["parameters"] = parameters

    @builtins.property
    def name(self) -> builtins.str:
        '''
        :schema: ClusterSpecPlugins#name
        '''
        result = self._values.get("name")
        assert result is not None, "Required property 'name' is missing"
        return typing.cast(builtins.str, result)

    @builtins.property
    def enabled(self) -> typing.Optional[builtins.bool]:
        '''
        :schema: ClusterSpecPlugins#enabled
        '''
        result = self._values.get("enabled")
        return typing.cast(typing.Optional[builtins.bool], result)

    @builtins.property
    def is_wal_archiver(self) -> typing.Optional[builtins.bool]:
        '''
        :schema: ClusterSpecPlugins#isWALArchiver
        '''
        result = self._values.get("is_wal_archiver")
        return typing.cast(typing.Optional[builtins.bool], result)

    @builtins.property
    def parameters(self) -> typing.Optional[typing.Mapping[builtins.str, builtins.str]]:
        '''
        :schema: ClusterSpecPlugins#parameters
        '''
        result = self._values.get("parameters")
        return typing.cast(typing.Optional[typing.Mapping[builtins.str, builtins.str]], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "ClusterSpecPlugins(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="homelab_cnpg_iocnpgpostgresql.ClusterSpecPostgresql",
    jsii_struct_bases=[],
    name_mapping={
        "enable_alter_system": "enableAlterSystem",
        "extensions": "extensions",
        "ldap": "ldap",
        "parameters": "parameters",
        "pg_hba": "pgHba",
        "pg_ident": "pgIdent",
        "promotion_timeout": "promotionTimeout",
        "shared_preload_libraries": "sharedPreloadLibraries",
        "synchronous": "synchronous",
        "sync_replica_election_constraint": "syncReplicaElectionConstraint",
    },
)
class ClusterSpecPostgresql:
    def __init__(
        self,
        *,
        enable_alter_system: typing.Optional[builtins.bool] = None,
        extensions: typing.Optional[typing.Sequence[typing.Union["ClusterSpecPostgresqlExtensions", typing.Dict[builtins.str, typing.Any]]]] = None,
        ldap: typing.Optional[typing.Union["ClusterSpecPostgresqlLdap", typing.Dict[builtins.str, typing.Any]]] = None,
        parameters: typing.Optional[typing.Mapping[builtins.str, builtins.str]] = None,
        pg_hba: typing.Optional[typing.Sequence[builtins.str]] = None,
        pg_ident: typing.Optional[typing.Sequence[builtins.str]] = None,
        promotion_timeout: typing.Optional[jsii.Number] = None,
        shared_preload_libraries: typing.Optional[typing.Sequence[builtins.str]] = None,
        synchronous: typing.Optional[typing.Union["ClusterSpecPostgresqlSynchronous", typing.Dict[builtins.str, typing.Any]]] = None,
        sync_replica_election_constraint: typing.Optional[typing.Union["ClusterSpecPostgresqlSyncReplicaElectionConstraint", typing.Dict[builtins.str, typing.Any]]] = None,
    ) -> None:
        '''
        :param enable_alter_system: 
        :param extensions: 
        :param ldap: 
        :param parameters: 
        :param pg_hba: 
        :param pg_ident: 
        :param promotion_timeout: 
        :param shared_preload_libraries: 
        :param synchronous: 
        :param sync_replica_election_constraint: 

        :schema: ClusterSpecPostgresql
        '''
        if isinstance(ldap, dict):
            ldap = ClusterSpecPostgresqlLdap(**ldap)
        if isinstance(synchronous, dict):
            synchronous = ClusterSpecPostgresqlSynchronous(**synchronous)
        if isinstance(sync_replica_election_constraint, dict):
            sync_replica_election_constraint = ClusterSpecPostgresqlSyncReplicaElectionConstraint(**sync_replica_election_constraint)
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__b723f7d0ee79b6d577cd64d354bfa1188a10cf3f3ff7d47027869cd75e1ace50)
            check_type(argname="argument enable_alter_system", value=enable_alter_system, expected_type=type_hints["enable_alter_system"])
            check_type(argname="argument extensions", value=extensions, expected_type=type_hints["extensions"])
            check_type(argname="argument ldap", value=ldap, expected_type=type_hints["ldap"])
            check_type(argname="argument parameters", value=parameters, expected_type=type_hints["parameters"])
            check_type(argname="argument pg_hba", value=pg_hba, expected_type=type_hints["pg_hba"])
            check_type(argname="argument pg_ident", value=pg_ident, expected_type=type_hints["pg_ident"])
            check_type(argname="argument promotion_timeout", value=promotion_timeout, expected_type=type_hints["promotion_timeout"])
            check_type(argname="argument shared_preload_libraries", value=shared_preload_libraries, expected_type=type_hints["shared_preload_libraries"])
            check_type(argname="argument synchronous", value=synchronous, expected_type=type_hints["synchronous"])
            check_type(argname="argument sync_replica_election_constraint", value=sync_replica_election_constraint, expected_type=type_hints["sync_replica_election_constraint"])
        self._values: typing.Dict[builtins.str, typing.Any] = {}
        if enable_alter_system is not None:
            self._values["enable_alter_system"] = enable_alter_system
        if extensions is not None:
            self._values["extensions"] = extensions
        if ldap is not None:
            self._values["ldap"] = ldap
        if parameters is not None:
            self._values["parameters"] = parameters
        if pg_hba is not None:
            self._values["pg_hba"] = pg_hba
        if pg_ident is not None:
            self._values["pg_ident"] = pg_ident
        if promotion_timeout is not None:
            self._values["promotion_timeout"] = promotion_timeout
        if shared_preload_libraries is not None:
            self._values["shared_preload_libraries"] = shared_preload_libraries
        if synchronous is not None:
            self._values["synchronous"] = synchronous
        if sync_replica_election_constraint is not None:
            self._values["sync_replica_election_constraint"] = sync_replica_election_constraint

    @builtins.property
    def enable_alter_system(self) -> typing.Optional[builtins.bool]:
        '''
        :schema: ClusterSpecPostgresql#enableAlterSystem
        '''
        result = self._values.get("enable_alter_system")
        return typing.cast(typing.Optional[builtins.bool], result)

    @builtins.property
    def extensions(
        self,
    ) -> typing.Optional[typing.List["ClusterSpecPostgresqlExtensions"]]:
        '''
        :schema: ClusterSpecPostgresql#extensions
        '''
        result = self._values.get("extensions")
        return typing.cast(typing.Optional[typing.List["ClusterSpecPostgresqlExtensions"]], result)

    @builtins.property
    def ldap(self) -> typing.Optional["ClusterSpecPostgresqlLdap"]:
        '''
        :schema: ClusterSpecPostgresql#ldap
        '''
        result = self._values.get("ldap")
        return typing.cast(typing.Optional["ClusterSpecPostgresqlLdap"], result)

    @builtins.property
    def parameters(self) -> typing.Optional[typing.Mapping[builtins.str, builtins.str]]:
        '''
        :schema: ClusterSpecPostgresql#parameters
        '''
        result = self._values.get("parameters")
        return typing.cast(typing.Optional[typing.Mapping[builtins.str, builtins.str]], result)

    @builtins.property
    def pg_hba(self) -> typing.Optional[typing.List[builtins.str]]:
        '''
        :schema: ClusterSpecPostgresql#pg_hba
        '''
        result = self._values.get("pg_hba")
        return typing.cast(typing.Optional[typing.List[builtins.str]], result)

    @builtins.property
    def pg_ident(self) -> typing.Optional[typing.List[builtins.str]]:
        '''
        :schema: ClusterSpecPostgresql#pg_ident
        '''
        result = self._values.get("pg_ident")
        return typing.cast(typing.Optional[typing.List[builtins.str]], result)

    @builtins.property
    def promotion_timeout(self) -> typing.Optional[jsii.Number]:
        '''
        :schema: ClusterSpecPostgresql#promotionTimeout
        '''
        result = self._values.get("promotion_timeout")
        return typing.cast(typing.Optional[jsii.Number], result)

    @builtins.property
    def shared_preload_libraries(self) -> typing.Optional[typing.List[builtins.str]]:
        '''
        :schema: ClusterSpecPostgresql#shared_preload_libraries
        '''
        result = self._values.get("shared_preload_libraries")
        return typing.cast(typing.Optional[typing.List[builtins.str]], result)

    @builtins.property
    def synchronous(self) -> typing.Optional["ClusterSpecPostgresqlSynchronous"]:
        '''
        :schema: ClusterSpecPostgresql#synchronous
        '''
        result = self._values.get("synchronous")
        return typing.cast(typing.Optional["ClusterSpecPostgresqlSynchronous"], result)

    @builtins.property
    def sync_replica_election_constraint(
        self,
    ) -> typing.Optional["ClusterSpecPostgresqlSyncReplicaElectionConstraint"]:
        '''
        :schema: ClusterSpecPostgresql#syncReplicaElectionConstraint
        '''
        result = self._values.get("sync_replica_election_constraint")
        return typing.cast(typing.Optional["ClusterSpecPostgresqlSyncReplicaElectionConstraint"], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "ClusterSpecPostgresql(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="homelab_cnpg_iocnpgpostgresql.ClusterSpecPostgresqlExtensions",
    jsii_struct_bases=[],
    name_mapping={
        "image": "image",
        "name": "name",
        "dynamic_library_path": "dynamicLibraryPath",
        "extension_control_path": "extensionControlPath",
        "ld_library_path": "ldLibraryPath",
    },
)
class ClusterSpecPostgresqlExtensions:
    def __init__(
        self,
        *,
        image: typing.Union["ClusterSpecPostgresqlExtensionsImage", typing.Dict[builtins.str, typing.Any]],
        name: builtins.str,
        dynamic_library_path: typing.Optional[typing.Sequence[builtins.str]] = None,
        extension_control_path: typing.Optional[typing.Sequence[builtins.str]] = None,
        ld_library_path: typing.Optional[typing.Sequence[builtins.str]] = None,
    ) -> None:
        '''
        :param image: 
        :param name: 
        :param dynamic_library_path: 
        :param extension_control_path: 
        :param ld_library_path: 

        :schema: ClusterSpecPostgresqlExtensions
        '''
        if isinstance(image, dict):
            image = ClusterSpecPostgresqlExtensionsImage(**image)
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__323009c3fc19ae971f49cb47220f6bb673236e2cd08eba173f03ce24d0330d0f)
            check_type(argname="argument image", value=image, expected_type=type_hints["image"])
            check_type(argname="argument name", value=name, expected_type=type_hints["name"])
            check_type(argname="argument dynamic_library_path", value=dynamic_library_path, expected_type=type_hints["dynamic_library_path"])
            check_type(argname="argument extension_control_path", value=extension_control_path, expected_type=type_hints["extension_control_path"])
            check_type(argname="argument ld_library_path", value=ld_library_path, expected_type=type_hints["ld_library_path"])
        self._values: typing.Dict[builtins.str, typing.Any] = {
            "image": image,
            "name": name,
        }
        if dynamic_library_path is not None:
            self._values["dynamic_library_path"] = dynamic_library_path
        if extension_control_path is not None:
            self._values["extension_control_path"] = extension_control_path
        if ld_library_path is not None:
            self._values["ld_library_path"] = ld_library_path

    @builtins.property
    def image(self) -> "ClusterSpecPostgresqlExtensionsImage":
        '''
        :schema: ClusterSpecPostgresqlExtensions#image
        '''
        result = self._values.get("image")
        assert result is not None, "Required property 'image' is missing"
        return typing.cast("ClusterSpecPostgresqlExtensionsImage", result)

    @builtins.property
    def name(self) -> builtins.str:
        '''
        :schema: ClusterSpecPostgresqlExtensions#name
        '''
        result = self._values.get("name")
        assert result is not None, "Required property 'name' is missing"
        return typing.cast(builtins.str, result)

    @builtins.property
    def dynamic_library_path(self) -> typing.Optional[typing.List[builtins.str]]:
        '''
        :schema: ClusterSpecPostgresqlExtensions#dynamic_library_path
        '''
        result = self._values.get("dynamic_library_path")
        return typing.cast(typing.Optional[typing.List[builtins.str]], result)

    @builtins.property
    def extension_control_path(self) -> typing.Optional[typing.List[builtins.str]]:
        '''
        :schema: ClusterSpecPostgresqlExtensions#extension_control_path
        '''
        result = self._values.get("extension_control_path")
        return typing.cast(typing.Optional[typing.List[builtins.str]], result)

    @builtins.property
    def ld_library_path(self) -> typing.Optional[typing.List[builtins.str]]:
        '''
        :schema: ClusterSpecPostgresqlExtensions#ld_library_path
        '''
        result = self._values.get("ld_library_path")
        return typing.cast(typing.Optional[typing.List[builtins.str]], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "ClusterSpecPostgresqlExtensions(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="homelab_cnpg_iocnpgpostgresql.ClusterSpecPostgresqlExtensionsImage",
    jsii_struct_bases=[],
    name_mapping={"pull_policy": "pullPolicy", "reference": "reference"},
)
class ClusterSpecPostgresqlExtensionsImage:
    def __init__(
        self,
        *,
        pull_policy: typing.Optional[builtins.str] = None,
        reference: typing.Optional[builtins.str] = None,
    ) -> None:
        '''
        :param pull_policy: 
        :param reference: 

        :schema: ClusterSpecPostgresqlExtensionsImage
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__58ee94db8b62291217c91d07c90ea81b33c450f2d418b85565e17be4fce16f7c)
            check_type(argname="argument pull_policy", value=pull_policy, expected_type=type_hints["pull_policy"])
            check_type(argname="argument reference", value=reference, expected_type=type_hints["reference"])
        self._values: typing.Dict[builtins.str, typing.Any] = {}
        if pull_policy is not None:
            self._values["pull_policy"] = pull_policy
        if reference is not None:
            self._values["reference"] = reference

    @builtins.property
    def pull_policy(self) -> typing.Optional[builtins.str]:
        '''
        :schema: ClusterSpecPostgresqlExtensionsImage#pullPolicy
        '''
        result = self._values.get("pull_policy")
        return typing.cast(typing.Optional[builtins.str], result)

    @builtins.property
    def reference(self) -> typing.Optional[builtins.str]:
        '''
        :schema: ClusterSpecPostgresqlExtensionsImage#reference
        '''
        result = self._values.get("reference")
        return typing.cast(typing.Optional[builtins.str], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "ClusterSpecPostgresqlExtensionsImage(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="homelab_cnpg_iocnpgpostgresql.ClusterSpecPostgresqlLdap",
    jsii_struct_bases=[],
    name_mapping={
        "bind_as_auth": "bindAsAuth",
        "bind_search_auth": "bindSearchAuth",
        "port": "port",
        "scheme": "scheme",
        "server": "server",
        "tls": "tls",
    },
)
class ClusterSpecPostgresqlLdap:
    def __init__(
        self,
        *,
        bind_as_auth: typing.Optional[typing.Union["ClusterSpecPostgresqlLdapBindAsAuth", typing.Dict[builtins.str, typing.Any]]] = None,
        bind_search_auth: typing.Optional[typing.Union["ClusterSpecPostgresqlLdapBindSearchAuth", typing.Dict[builtins.str, typing.Any]]] = None,
        port: typing.Optional[jsii.Number] = None,
        scheme: typing.Optional["ClusterSpecPostgresqlLdapScheme"] = None,
        server: typing.Optional[builtins.str] = None,
        tls: typing.Optional[builtins.bool] = None,
    ) -> None:
        '''
        :param bind_as_auth: 
        :param bind_search_auth: 
        :param port: 
        :param scheme: 
        :param server: 
        :param tls: 

        :schema: ClusterSpecPostgresqlLdap
        '''
        if isinstance(bind_as_auth, dict):
            bind_as_auth = ClusterSpecPostgresqlLdapBindAsAuth(**bind_as_auth)
        if isinstance(bind_search_auth, dict):
            bind_search_auth = ClusterSpecPostgresqlLdapBindSearchAuth(**bind_search_auth)
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__2a578b73531ebe7f19f50a992c16437f2b9df163f43500e77448cf1e84a7973d)
            check_type(argname="argument bind_as_auth", value=bind_as_auth, expected_type=type_hints["bind_as_auth"])
            check_type(argname="argument bind_search_auth", value=bind_search_auth, expected_type=type_hints["bind_search_auth"])
            check_type(argname="argument port", value=port, expected_type=type_hints["port"])
            check_type(argname="argument scheme", value=scheme, expected_type=type_hints["scheme"])
            check_type(argname="argument server", value=server, expected_type=type_hints["server"])
            check_type(argname="argument tls", value=tls, expected_type=type_hints["tls"])
        self._values: typing.Dict[builtins.str, typing.Any] = {}
        if bind_as_auth is not None:
            self._values["bind_as_auth"] = bind_as_auth
        if bind_search_auth is not None:
            self._values["bind_search_auth"] = bind_search_auth
        if port is not None:
            self._values["port"] = port
        if scheme is not None:
            self._values["scheme"] = scheme
        if server is not None:
            self._values["server"] = server
        if tls is not None:
            self._values["tls"] = tls

    @builtins.property
    def bind_as_auth(self) -> typing.Optional["ClusterSpecPostgresqlLdapBindAsAuth"]:
        '''
        :schema: ClusterSpecPostgresqlLdap#bindAsAuth
        '''
        result = self._values.get("bind_as_auth")
        return typing.cast(typing.Optional["ClusterSpecPostgresqlLdapBindAsAuth"], result)

    @builtins.property
    def bind_search_auth(
        self,
    ) -> typing.Optional["ClusterSpecPostgresqlLdapBindSearchAuth"]:
        '''
        :schema: ClusterSpecPostgresqlLdap#bindSearchAuth
        '''
        result = self._values.get("bind_search_auth")
        return typing.cast(typing.Optional["ClusterSpecPostgresqlLdapBindSearchAuth"], result)

    @builtins.property
    def port(self) -> typing.Optional[jsii.Number]:
        '''
        :schema: ClusterSpecPostgresqlLdap#port
        '''
        result = self._values.get("port")
        return typing.cast(typing.Optional[jsii.Number], result)

    @builtins.property
    def scheme(self) -> typing.Optional["ClusterSpecPostgresqlLdapScheme"]:
        '''
        :schema: ClusterSpecPostgresqlLdap#scheme
        '''
        result = self._values.get("scheme")
        return typing.cast(typing.Optional["ClusterSpecPostgresqlLdapScheme"], result)

    @builtins.property
    def server(self) -> typing.Optional[builtins.str]:
        '''
        :schema: ClusterSpecPostgresqlLdap#server
        '''
        result = self._values.get("server")
        return typing.cast(typing.Optional[builtins.str], result)

    @builtins.property
    def tls(self) -> typing.Optional[builtins.bool]:
        '''
        :schema: ClusterSpecPostgresqlLdap#tls
        '''
        result = self._values.get("tls")
        return typing.cast(typing.Optional[builtins.bool], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "ClusterSpecPostgresqlLdap(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="homelab_cnpg_iocnpgpostgresql.ClusterSpecPostgresqlLdapBindAsAuth",
    jsii_struct_bases=[],
    name_mapping={"prefix": "prefix", "suffix": "suffix"},
)
class ClusterSpecPostgresqlLdapBindAsAuth:
    def __init__(
        self,
        *,
        prefix: typing.Optional[builtins.str] = None,
        suffix: typing.Optional[builtins.str] = None,
    ) -> None:
        '''
        :param prefix: 
        :param suffix: 

        :schema: ClusterSpecPostgresqlLdapBindAsAuth
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__06c20c7787d7907c6cf6e18f432f1b2b7b53b0c7805f7c762f8fed4f13619cfb)
            check_type(argname="argument prefix", value=prefix, expected_type=type_hints["prefix"])
            check_type(argname="argument suffix", value=suffix, expected_type=type_hints["suffix"])
        self._values: typing.Dict[builtins.str, typing.Any] = {}
        if prefix is not None:
            self._values["prefix"] = prefix
        if suffix is not None:
            self._values["suffix"] = suffix

    @builtins.property
    def prefix(self) -> typing.Optional[builtins.str]:
        '''
        :schema: ClusterSpecPostgresqlLdapBindAsAuth#prefix
        '''
        result = self._values.get("prefix")
        return typing.cast(typing.Optional[builtins.str], result)

    @builtins.property
    def suffix(self) -> typing.Optional[builtins.str]:
        '''
        :schema: ClusterSpecPostgresqlLdapBindAsAuth#suffix
        '''
        result = self._values.get("suffix")
        return typing.cast(typing.Optional[builtins.str], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "ClusterSpecPostgresqlLdapBindAsAuth(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="homelab_cnpg_iocnpgpostgresql.ClusterSpecPostgresqlLdapBindSearchAuth",
    jsii_struct_bases=[],
    name_mapping={
        "base_dn": "baseDn",
        "bind_dn": "bindDn",
        "bind_password": "bindPassword",
        "search_attribute": "searchAttribute",
        "search_filter": "searchFilter",
    },
)
class ClusterSpecPostgresqlLdapBindSearchAuth:
    def __init__(
        self,
        *,
        base_dn: typing.Optional[builtins.str] = None,
        bind_dn: typing.Optional[builtins.str] = None,
        bind_password: typing.Optional[typing.Union["ClusterSpecPostgresqlLdapBindSearchAuthBindPassword", typing.Dict[builtins.str, typing.Any]]] = None,
        search_attribute: typing.Optional[builtins.str] = None,
        search_filter: typing.Optional[builtins.str] = None,
    ) -> None:
        '''
        :param base_dn: 
        :param bind_dn: 
        :param bind_password: 
        :param search_attribute: 
        :param search_filter: 

        :schema: ClusterSpecPostgresqlLdapBindSearchAuth
        '''
        if isinstance(bind_password, dict):
            bind_password = ClusterSpecPostgresqlLdapBindSearchAuthBindPassword(**bind_password)
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__2cd4bc5bb04c51391c05e1c374dffdc32813894fb26393f557900680a8931de8)
            check_type(argname="argument base_dn", value=base_dn, expected_type=type_hints["base_dn"])
            check_type(argname="argument bind_dn", value=bind_dn, expected_type=type_hints["bind_dn"])
            check_type(argname="argument bind_password", value=bind_password, expected_type=type_hints["bind_password"])
            check_type(argname="argument search_attribute", value=search_attribute, expected_type=type_hints["search_attribute"])
            check_type(argname="argument search_filter", value=search_filter, expected_type=type_hints["search_filter"])
        self._values: typing.Dict[builtins.str, typing.Any] = {}
        if base_dn is not None:
            self._values["base_dn"] = base_dn
        if bind_dn is not None:
            self._values["bind_dn"] = bind_dn
        if bind_password is not None:
            self._values["bind_password"] = bind_password
        if search_attribute is not None:
            self._values["search_attribute"] = search_attribute
        if search_filter is not None:
            self._values["search_filter"] = search_filter

    @builtins.property
    def base_dn(self) -> typing.Optional[builtins.str]:
        '''
        :schema: ClusterSpecPostgresqlLdapBindSearchAuth#baseDN
        '''
        result = self._values.get("base_dn")
        return typing.cast(typing.Optional[builtins.str], result)

    @builtins.property
    def bind_dn(self) -> typing.Optional[builtins.str]:
        '''
        :schema: ClusterSpecPostgresqlLdapBindSearchAuth#bindDN
        '''
        result = self._values.get("bind_dn")
        return typing.cast(typing.Optional[builtins.str], result)

    @builtins.property
    def bind_password(
        self,
    ) -> typing.Optional["ClusterSpecPostgresqlLdapBindSearchAuthBindPassword"]:
        '''
        :schema: ClusterSpecPostgresqlLdapBindSearchAuth#bindPassword
        '''
        result = self._values.get("bind_password")
        return typing.cast(typing.Optional["ClusterSpecPostgresqlLdapBindSearchAuthBindPassword"], result)

    @builtins.property
    def search_attribute(self) -> typing.Optional[builtins.str]:
        '''
        :schema: ClusterSpecPostgresqlLdapBindSearchAuth#searchAttribute
        '''
        result = self._values.get("search_attribute")
        return typing.cast(typing.Optional[builtins.str], result)

    @builtins.property
    def search_filter(self) -> typing.Optional[builtins.str]:
        '''
        :schema: ClusterSpecPostgresqlLdapBindSearchAuth#searchFilter
        '''
        result = self._values.get("search_filter")
        return typing.cast(typing.Optional[builtins.str], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "ClusterSpecPostgresqlLdapBindSearchAuth(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="homelab_cnpg_iocnpgpostgresql.ClusterSpecPostgresqlLdapBindSearchAuthBindPassword",
    jsii_struct_bases=[],
    name_mapping={"key": "key", "name": "name", "optional": "optional"},
)
class ClusterSpecPostgresqlLdapBindSearchAuthBindPassword:
    def __init__(
        self,
        *,
        key: builtins.str,
        name: typing.Optional[builtins.str] = None,
        optional: typing.Optional[builtins.bool] = None,
    ) -> None:
        '''
        :param key: 
        :param name: 
        :param optional: 

        :schema: ClusterSpecPostgresqlLdapBindSearchAuthBindPassword
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__ee8633a57220f59433d8fe02c4cfb6c1c674da47f74250c453244fa863263ad8)
            check_type(argname="argument key", value=key, expected_type=type_hints["key"])
            check_type(argname="argument name", value=name, expected_type=type_hints["name"])
            check_type(argname="argument optional", value=optional, expected_type=type_hints["optional"])
        self._values: typing.Dict[builtins.str, typing.Any] = {
            "key": key,
        }
        if name is not None:
            self._values["name"] = name
        if optional is not None:
            self._values["optional"] = optional

    @builtins.property
    def key(self) -> builtins.str:
        '''
        :schema: ClusterSpecPostgresqlLdapBindSearchAuthBindPassword#key
        '''
        result = self._values.get("key")
        assert result is not None, "Required property 'key' is missing"
        return typing.cast(builtins.str, result)

    @builtins.property
    def name(self) -> typing.Optional[builtins.str]:
        '''
        :schema: ClusterSpecPostgresqlLdapBindSearchAuthBindPassword#name
        '''
        result = self._values.get("name")
        return typing.cast(typing.Optional[builtins.str], result)

    @builtins.property
    def optional(self) -> typing.Optional[builtins.bool]:
        '''
        :schema: ClusterSpecPostgresqlLdapBindSearchAuthBindPassword#optional
        '''
        result = self._values.get("optional")
        return typing.cast(typing.Optional[builtins.bool], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "ClusterSpecPostgresqlLdapBindSearchAuthBindPassword(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.enum(jsii_type="homelab_cnpg_iocnpgpostgresql.ClusterSpecPostgresqlLdapScheme")
class ClusterSpecPostgresqlLdapScheme(enum.Enum):
    '''
    :schema: ClusterSpecPostgresqlLdapScheme
    '''

    LDAP = "LDAP"
    '''ldap.'''
    LDAPS = "LDAPS"
    '''ldaps.'''


@jsii.data_type(
    jsii_type="homelab_cnpg_iocnpgpostgresql.ClusterSpecPostgresqlSyncReplicaElectionConstraint",
    jsii_struct_bases=[],
    name_mapping={
        "enabled": "enabled",
        "node_labels_anti_affinity": "nodeLabelsAntiAffinity",
    },
)
class ClusterSpecPostgresqlSyncReplicaElectionConstraint:
    def __init__(
        self,
        *,
        enabled: builtins.bool,
        node_labels_anti_affinity: typing.Optional[typing.Sequence[builtins.str]] = None,
    ) -> None:
        '''
        :param enabled: 
        :param node_labels_anti_affinity: 

        :schema: ClusterSpecPostgresqlSyncReplicaElectionConstraint
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__618a2b58e9cc3a061b4d2a41534ba60f4c7234cf3f45adee59f59032e053ec59)
            check_type(argname="argument enabled", value=enabled, expected_type=type_hints["enabled"])
            check_type(argname="argument node_labels_anti_affinity", value=node_labels_anti_affinity, expected_type=type_hints["node_labels_anti_affinity"])
        self._values: typing.Dict[builtins.str, typing.Any] = {
            "enabled": enabled,
        }
        if node_labels_anti_affinity is not None:
            self._values["node_labels_anti_affinity"] = node_labels_anti_affinity

    @builtins.property
    def enabled(self) -> builtins.bool:
        '''
        :schema: ClusterSpecPostgresqlSyncReplicaElectionConstraint#enabled
        '''
        result = self._values.get("enabled")
        assert result is not None, "Required property 'enabled' is missing"
        return typing.cast(builtins.bool, result)

    @builtins.property
    def node_labels_anti_affinity(self) -> typing.Optional[typing.List[builtins.str]]:
        '''
        :schema: ClusterSpecPostgresqlSyncReplicaElectionConstraint#nodeLabelsAntiAffinity
        '''
        result = self._values.get("node_labels_anti_affinity")
        return typing.cast(typing.Optional[typing.List[builtins.str]], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "ClusterSpecPostgresqlSyncReplicaElectionConstraint(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="homelab_cnpg_iocnpgpostgresql.ClusterSpecPostgresqlSynchronous",
    jsii_struct_bases=[],
    name_mapping={
        "method": "method",
        "number": "number",
        "data_durability": "dataDurability",
        "failover_quorum": "failoverQuorum",
        "max_standby_names_from_cluster": "maxStandbyNamesFromCluster",
        "standby_names_post": "standbyNamesPost",
        "standby_names_pre": "standbyNamesPre",
    },
)
class ClusterSpecPostgresqlSynchronous:
    def __init__(
        self,
        *,
        method: "ClusterSpecPostgresqlSynchronousMethod",
        number: jsii.Number,
        data_durability: typing.Optional["ClusterSpecPostgresqlSynchronousDataDurability"] = None,
        failover_quorum: typing.Optional[builtins.bool] = None,
        max_standby_names_from_cluster: typing.Optional[jsii.Number] = None,
        standby_names_post: typing.Optional[typing.Sequence[builtins.str]] = None,
        standby_names_pre: typing.Optional[typing.Sequence[builtins.str]] = None,
    ) -> None:
        '''
        :param method: 
        :param number: 
        :param data_durability: 
        :param failover_quorum: 
        :param max_standby_names_from_cluster: 
        :param standby_names_post: 
        :param standby_names_pre: 

        :schema: ClusterSpecPostgresqlSynchronous
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__5381ce0b5eee9359f70aad995af396e97a5bdf5575c2188ff087e3ced8653b00)
            check_type(argname="argument method", value=method, expected_type=type_hints["method"])
            check_type(argname="argument number", value=number, expected_type=type_hints["number"])
            check_type(argname="argument data_durability", value=data_durability, expected_type=type_hints["data_durability"])
            check_type(argname="argument failover_quorum", value=failover_quorum, expected_type=type_hints["failover_quorum"])
            check_type(argname="argument max_standby_names_from_cluster", value=max_standby_names_from_cluster, expected_type=type_hints["max_standby_names_from_cluster"])
            check_type(argname="argument standby_names_post", value=standby_names_post, expected_type=type_hints["standby_names_post"])
            check_type(argname="argument standby_names_pre", value=standby_names_pre, expected_type=type_hints["standby_names_pre"])
        self._values: typing.Dict[builtins.str, typing.Any] = {
            "method": method,
            "number": number,
        }
        if data_durability is not None:
            self._values["data_durability"] = data_durability
        if failover_quorum is not None:
            self._values["failover_quorum"] = failover_quorum
        if max_standby_names_from_cluster is not None:
            self._values["max_standby_names_from_cluster"] = max_standby_names_from_cluster
        if standby_names_post is not None:
            self._values["standby_names_post"] = standby_names_post
        if standby_names_pre is not None:
            self._values["standby_names_pre"] = standby_names_pre

    @builtins.property
    def method(self) -> "ClusterSpecPostgresqlSynchronousMethod":
        '''
        :schema: ClusterSpecPostgresqlSynchronous#method
        '''
        result = self._values.get("method")
        assert result is not None, "Required property 'method' is missing"
        return typing.cast("ClusterSpecPostgresqlSynchronousMethod", result)

    @builtins.property
    def number(self) -> jsii.Number:
        '''
        :schema: ClusterSpecPostgresqlSynchronous#number
        '''
        result = self._values.get("number")
        assert result is not None, "Required property 'number' is missing"
        return typing.cast(jsii.Number, result)

    @builtins.property
    def data_durability(
        self,
    ) -> typing.Optional["ClusterSpecPostgresqlSynchronousDataDurability"]:
        '''
        :schema: ClusterSpecPostgresqlSynchronous#dataDurability
        '''
        result = self._values.get("data_durability")
        return typing.cast(typing.Optional["ClusterSpecPostgresqlSynchronousDataDurability"], result)

    @builtins.property
    def failover_quorum(self) -> typing.Optional[builtins.bool]:
        '''
        :schema: ClusterSpecPostgresqlSynchronous#failoverQuorum
        '''
        result = self._values.get("failover_quorum")
        return typing.cast(typing.Optional[builtins.bool], result)

    @builtins.property
    def max_standby_names_from_cluster(self) -> typing.Optional[jsii.Number]:
        '''
        :schema: ClusterSpecPostgresqlSynchronous#maxStandbyNamesFromCluster
        '''
        result = self._values.get("max_standby_names_from_cluster")
        return typing.cast(typing.Optional[jsii.Number], result)

    @builtins.property
    def standby_names_post(self) -> typing.Optional[typing.List[builtins.str]]:
        '''
        :schema: ClusterSpecPostgresqlSynchronous#standbyNamesPost
        '''
        result = self._values.get("standby_names_post")
        return typing.cast(typing.Optional[typing.List[builtins.str]], result)

    @builtins.property
    def standby_names_pre(self) -> typing.Optional[typing.List[builtins.str]]:
        '''
        :schema: ClusterSpecPostgresqlSynchronous#standbyNamesPre
        '''
        result = self._values.get("standby_names_pre")
        return typing.cast(typing.Optional[typing.List[builtins.str]], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "ClusterSpecPostgresqlSynchronous(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.enum(
    jsii_type="homelab_cnpg_iocnpgpostgresql.ClusterSpecPostgresqlSynchronousDataDurability"
)
class ClusterSpecPostgresqlSynchronousDataDurability(enum.Enum):
    '''
    :schema: ClusterSpecPostgresqlSynchronousDataDurability
    '''

    REQUIRED = "REQUIRED"
    '''required.'''
    PREFERRED = "PREFERRED"
    '''preferred.'''


@jsii.enum(
    jsii_type="homelab_cnpg_iocnpgpostgresql.ClusterSpecPostgresqlSynchronousMethod"
)
class ClusterSpecPostgresqlSynchronousMethod(enum.Enum):
    '''
    :schema: ClusterSpecPostgresqlSynchronousMethod
    '''

    ANY = "ANY"
    '''any.'''
    FIRST = "FIRST"
    '''first.'''


@jsii.enum(jsii_type="homelab_cnpg_iocnpgpostgresql.ClusterSpecPrimaryUpdateMethod")
class ClusterSpecPrimaryUpdateMethod(enum.Enum):
    '''
    :schema: ClusterSpecPrimaryUpdateMethod
    '''

    SWITCHOVER = "SWITCHOVER"
    '''switchover.'''
    RESTART = "RESTART"
    '''restart.'''


@jsii.enum(jsii_type="homelab_cnpg_iocnpgpostgresql.ClusterSpecPrimaryUpdateStrategy")
class ClusterSpecPrimaryUpdateStrategy(enum.Enum):
    '''
    :schema: ClusterSpecPrimaryUpdateStrategy
    '''

    UNSUPERVISED = "UNSUPERVISED"
    '''unsupervised.'''
    SUPERVISED = "SUPERVISED"
    '''supervised.'''


@jsii.data_type(
    jsii_type="homelab_cnpg_iocnpgpostgresql.ClusterSpecProbes",
    jsii_struct_bases=[],
    name_mapping={
        "liveness": "liveness",
        "readiness": "readiness",
        "startup": "startup",
    },
)
class ClusterSpecProbes:
    def __init__(
        self,
        *,
        liveness: typing.Optional[typing.Union["ClusterSpecProbesLiveness", typing.Dict[builtins.str, typing.Any]]] = None,
        readiness: typing.Optional[typing.Union["ClusterSpecProbesReadiness", typing.Dict[builtins.str, typing.Any]]] = None,
        startup: typing.Optional[typing.Union["ClusterSpecProbesStartup", typing.Dict[builtins.str, typing.Any]]] = None,
    ) -> None:
        '''
        :param liveness: 
        :param readiness: 
        :param startup: 

        :schema: ClusterSpecProbes
        '''
        if isinstance(liveness, dict):
            liveness = ClusterSpecProbesLiveness(**liveness)
        if isinstance(readiness, dict):
            readiness = ClusterSpecProbesReadiness(**readiness)
        if isinstance(startup, dict):
            startup = ClusterSpecProbesStartup(**startup)
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__d990effe620beff5d675993071940a249fdfb6d7157d65a60bcb7681d52bdb85)
            check_type(argname="argument liveness", value=liveness, expected_type=type_hints["liveness"])
            check_type(argname="argument readiness", value=readiness, expected_type=type_hints["readiness"])
            check_type(argname="argument startup", value=startup, expected_type=type_hints["startup"])
        self._values: typing.Dict[builtins.str, typing.Any] = {}
        if liveness is not None:
            self._values["liveness"] = liveness
        if readiness is not None:
            self._values["readiness"] = readiness
        if startup is not None:
            self._values["startup"] = startup

    @builtins.property
    def liveness(self) -> typing.Optional["ClusterSpecProbesLiveness"]:
        '''
        :schema: ClusterSpecProbes#liveness
        '''
        result = self._values.get("liveness")
        return typing.cast(typing.Optional["ClusterSpecProbesLiveness"], result)

    @builtins.property
    def readiness(self) -> typing.Optional["ClusterSpecProbesReadiness"]:
        '''
        :schema: ClusterSpecProbes#readiness
        '''
        result = self._values.get("readiness")
        return typing.cast(typing.Optional["ClusterSpecProbesReadiness"], result)

    @builtins.property
    def startup(self) -> typing.Optional["ClusterSpecProbesStartup"]:
        '''
        :schema: ClusterSpecProbes#startup
        '''
        result = self._values.get("startup")
        return typing.cast(typing.Optional["ClusterSpecProbesStartup"], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "ClusterSpecProbes(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="homelab_cnpg_iocnpgpostgresql.ClusterSpecProbesLiveness",
    jsii_struct_bases=[],
    name_mapping={
        "failure_threshold": "failureThreshold",
        "initial_delay_seconds": "initialDelaySeconds",
        "isolation_check": "isolationCheck",
        "period_seconds": "periodSeconds",
        "success_threshold": "successThreshold",
        "termination_grace_period_seconds": "terminationGracePeriodSeconds",
        "timeout_seconds": "timeoutSeconds",
    },
)
class ClusterSpecProbesLiveness:
    def __init__(
        self,
        *,
        failure_threshold: typing.Optional[jsii.Number] = None,
        initial_delay_seconds: typing.Optional[jsii.Number] = None,
        isolation_check: typing.Optional[typing.Union["ClusterSpecProbesLivenessIsolationCheck", typing.Dict[builtins.str, typing.Any]]] = None,
        period_seconds: typing.Optional[jsii.Number] = None,
        success_threshold: typing.Optional[jsii.Number] = None,
        termination_grace_period_seconds: typing.Optional[jsii.Number] = None,
        timeout_seconds: typing.Optional[jsii.Number] = None,
    ) -> None:
        '''
        :param failure_threshold: 
        :param initial_delay_seconds: 
        :param isolation_check: 
        :param period_seconds: 
        :param success_threshold: 
        :param termination_grace_period_seconds: 
        :param timeout_seconds: 

        :schema: ClusterSpecProbesLiveness
        '''
        if isinstance(isolation_check, dict):
            isolation_check = ClusterSpecProbesLivenessIsolationCheck(**isolation_check)
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__89ff9f62786455948ef3b54ed627555e8941b0f59b42334b825a666b49deec1c)
            check_type(argname="argument failure_threshold", value=failure_threshold, expected_type=type_hints["failure_threshold"])
            check_type(argname="argument initial_delay_seconds", value=initial_delay_seconds, expected_type=type_hints["initial_delay_seconds"])
            check_type(argname="argument isolation_check", value=isolation_check, expected_type=type_hints["isolation_check"])
            check_type(argname="argument period_seconds", value=period_seconds, expected_type=type_hints["period_seconds"])
            check_type(argname="argument success_threshold", value=success_threshold, expected_type=type_hints["success_threshold"])
            check_type(argname="argument termination_grace_period_seconds", value=termination_grace_period_seconds, expected_type=type_hints["termination_grace_period_seconds"])
            check_type(argname="argument timeout_seconds", value=timeout_seconds, expected_type=type_hints["timeout_seconds"])
        self._values: typing.Dict[builtins.str, typing.Any] = {}
        if failure_threshold is not None:
            self._values["failure_threshold"] = failure_threshold
        if initial_delay_seconds is not None:
            self._values["initial_delay_seconds"] = initial_delay_seconds
        if isolation_check is not None:
            self._values["isolation_check"] = isolation_check
        if period_seconds is not None:
            self._values["period_seconds"] = period_seconds
        if success_threshold is not None:
            self._values["success_threshold"] = success_threshold
        if termination_grace_period_seconds is not None:
            self._values["termination_grace_period_seconds"] = termination_grace_period_seconds
        if timeout_seconds is not None:
            self._values["timeout_seconds"] = timeout_seconds

    @builtins.property
    def failure_threshold(self) -> typing.Optional[jsii.Number]:
        '''
        :schema: ClusterSpecProbesLiveness#failureThreshold
        '''
        result = self._values.get("failure_threshold")
        return typing.cast(typing.Optional[jsii.Number], result)

    @builtins.property
    def initial_delay_seconds(self) -> typing.Optional[jsii.Number]:
        '''
        :schema: ClusterSpecProbesLiveness#initialDelaySeconds
        '''
        result = self._values.get("initial_delay_seconds")
        return typing.cast(typing.Optional[jsii.Number], result)

    @builtins.property
    def isolation_check(
        self,
    ) -> typing.Optional["ClusterSpecProbesLivenessIsolationCheck"]:
        '''
        :schema: ClusterSpecProbesLiveness#isolationCheck
        '''
        result = self._values.get("isolation_check")
        return typing.cast(typing.Optional["ClusterSpecProbesLivenessIsolationCheck"], result)

    @builtins.property
    def period_seconds(self) -> typing.Optional[jsii.Number]:
        '''
        :schema: ClusterSpecProbesLiveness#periodSeconds
        '''
        result = self._values.get("period_seconds")
        return typing.cast(typing.Optional[jsii.Number], result)

    @builtins.property
    def success_threshold(self) -> typing.Optional[jsii.Number]:
        '''
        :schema: ClusterSpecProbesLiveness#successThreshold
        '''
        result = self._values.get("success_threshold")
        return typing.cast(typing.Optional[jsii.Number], result)

    @builtins.property
    def termination_grace_period_seconds(self) -> typing.Optional[jsii.Number]:
        '''
        :schema: ClusterSpecProbesLiveness#terminationGracePeriodSeconds
        '''
        result = self._values.get("termination_grace_period_seconds")
        return typing.cast(typing.Optional[jsii.Number], result)

    @builtins.property
    def timeout_seconds(self) -> typing.Optional[jsii.Number]:
        '''
        :schema: ClusterSpecProbesLiveness#timeoutSeconds
        '''
        result = self._values.get("timeout_seconds")
        return typing.cast(typing.Optional[jsii.Number], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "ClusterSpecProbesLiveness(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="homelab_cnpg_iocnpgpostgresql.ClusterSpecProbesLivenessIsolationCheck",
    jsii_struct_bases=[],
    name_mapping={
        "connection_timeout": "connectionTimeout",
        "enabled": "enabled",
        "request_timeout": "requestTimeout",
    },
)
class ClusterSpecProbesLivenessIsolationCheck:
    def __init__(
        self,
        *,
        connection_timeout: typing.Optional[jsii.Number] = None,
        enabled: typing.Optional[builtins.bool] = None,
        request_timeout: typing.Optional[jsii.Number] = None,
    ) -> None:
        '''
        :param connection_timeout: 
        :param enabled: 
        :param request_timeout: 

        :schema: ClusterSpecProbesLivenessIsolationCheck
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__a6f55873a5f33af9cfd4f3257af749d97fd5e048c9f7fa502ffcb7e4873fbcca)
            check_type(argname="argument connection_timeout", value=connection_timeout, expected_type=type_hints["connection_timeout"])
            check_type(argname="argument enabled", value=enabled, expected_type=type_hints["enabled"])
            check_type(argname="argument request_timeout", value=request_timeout, expected_type=type_hints["request_timeout"])
        self._values: typing.Dict[builtins.str, typing.Any] = {}
        if connection_timeout is not None:
            self._values["connection_timeout"] = connection_timeout
        if enabled is not None:
            self._values["enabled"] = enabled
        if request_timeout is not None:
            self._values["request_timeout"] = request_timeout

    @builtins.property
    def connection_timeout(self) -> typing.Optional[jsii.Number]:
        '''
        :schema: ClusterSpecProbesLivenessIsolationCheck#connectionTimeout
        '''
        result = self._values.get("connection_timeout")
        return typing.cast(typing.Optional[jsii.Number], result)

    @builtins.property
    def enabled(self) -> typing.Optional[builtins.bool]:
        '''
        :schema: ClusterSpecProbesLivenessIsolationCheck#enabled
        '''
        result = self._values.get("enabled")
        return typing.cast(typing.Optional[builtins.bool], result)

    @builtins.property
    def request_timeout(self) -> typing.Optional[jsii.Number]:
        '''
        :schema: ClusterSpecProbesLivenessIsolationCheck#requestTimeout
        '''
        result = self._values.get("request_timeout")
        return typing.cast(typing.Optional[jsii.Number], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "ClusterSpecProbesLivenessIsolationCheck(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="homelab_cnpg_iocnpgpostgresql.ClusterSpecProbesReadiness",
    jsii_struct_bases=[],
    name_mapping={
        "failure_threshold": "failureThreshold",
        "initial_delay_seconds": "initialDelaySeconds",
        "maximum_lag": "maximumLag",
        "period_seconds": "periodSeconds",
        "success_threshold": "successThreshold",
        "termination_grace_period_seconds": "terminationGracePeriodSeconds",
        "timeout_seconds": "timeoutSeconds",
        "type": "type",
    },
)
class ClusterSpecProbesReadiness:
    def __init__(
        self,
        *,
        failure_threshold: typing.Optional[jsii.Number] = None,
        initial_delay_seconds: typing.Optional[jsii.Number] = None,
        maximum_lag: typing.Optional["ClusterSpecProbesReadinessMaximumLag"] = None,
        period_seconds: typing.Optional[jsii.Number] = None,
        success_threshold: typing.Optional[jsii.Number] = None,
        termination_grace_period_seconds: typing.Optional[jsii.Number] = None,
        timeout_seconds: typing.Optional[jsii.Number] = None,
        type: typing.Optional["ClusterSpecProbesReadinessType"] = None,
    ) -> None:
        '''
        :param failure_threshold: 
        :param initial_delay_seconds: 
        :param maximum_lag: 
        :param period_seconds: 
        :param success_threshold: 
        :param termination_grace_period_seconds: 
        :param timeout_seconds: 
        :param type: 

        :schema: ClusterSpecProbesReadiness
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__6269f55f68d7c9596edf19bea9d26fce32f0580ff53de6cc9870bbdffd0bd5ab)
            check_type(argname="argument failure_threshold", value=failure_threshold, expected_type=type_hints["failure_threshold"])
            check_type(argname="argument initial_delay_seconds", value=initial_delay_seconds, expected_type=type_hints["initial_delay_seconds"])
            check_type(argname="argument maximum_lag", value=maximum_lag, expected_type=type_hints["maximum_lag"])
            check_type(argname="argument period_seconds", value=period_seconds, expected_type=type_hints["period_seconds"])
            check_type(argname="argument success_threshold", value=success_threshold, expected_type=type_hints["success_threshold"])
            check_type(argname="argument termination_grace_period_seconds", value=termination_grace_period_seconds, expected_type=type_hints["termination_grace_period_seconds"])
            check_type(argname="argument timeout_seconds", value=timeout_seconds, expected_type=type_hints["timeout_seconds"])
            check_type(argname="argument type", value=type, expected_type=type_hints["type"])
        self._values: typing.Dict[builtins.str, typing.Any] = {}
        if failure_threshold is not None:
            self._values["failure_threshold"] = failure_threshold
        if initial_delay_seconds is not None:
            self._values["initial_delay_seconds"] = initial_delay_seconds
        if maximum_lag is not None:
            self._values["maximum_lag"] = maximum_lag
        if period_seconds is not None:
            self._values["period_seconds"] = period_seconds
        if success_threshold is not None:
            self._values["success_threshold"] = success_threshold
        if termination_grace_period_seconds is not None:
            self._values["termination_grace_period_seconds"] = termination_grace_period_seconds
        if timeout_seconds is not None:
            self._values["timeout_seconds"] = timeout_seconds
        if type is not None:
            self._values["type"] = type

    @builtins.property
    def failure_threshold(self) -> typing.Optional[jsii.Number]:
        '''
        :schema: ClusterSpecProbesReadiness#failureThreshold
        '''
        result = self._values.get("failure_threshold")
        return typing.cast(typing.Optional[jsii.Number], result)

    @builtins.property
    def initial_delay_seconds(self) -> typing.Optional[jsii.Number]:
        '''
        :schema: ClusterSpecProbesReadiness#initialDelaySeconds
        '''
        result = self._values.get("initial_delay_seconds")
        return typing.cast(typing.Optional[jsii.Number], result)

    @builtins.property
    def maximum_lag(self) -> typing.Optional["ClusterSpecProbesReadinessMaximumLag"]:
        '''
        :schema: ClusterSpecProbesReadiness#maximumLag
        '''
        result = self._values.get("maximum_lag")
        return typing.cast(typing.Optional["ClusterSpecProbesReadinessMaximumLag"], result)

    @builtins.property
    def period_seconds(self) -> typing.Optional[jsii.Number]:
        '''
        :schema: ClusterSpecProbesReadiness#periodSeconds
        '''
        result = self._values.get("period_seconds")
        return typing.cast(typing.Optional[jsii.Number], result)

    @builtins.property
    def success_threshold(self) -> typing.Optional[jsii.Number]:
        '''
        :schema: ClusterSpecProbesReadiness#successThreshold
        '''
        result = self._values.get("success_threshold")
        return typing.cast(typing.Optional[jsii.Number], result)

    @builtins.property
    def termination_grace_period_seconds(self) -> typing.Optional[jsii.Number]:
        '''
        :schema: ClusterSpecProbesReadiness#terminationGracePeriodSeconds
        '''
        result = self._values.get("termination_grace_period_seconds")
        return typing.cast(typing.Optional[jsii.Number], result)

    @builtins.property
    def timeout_seconds(self) -> typing.Optional[jsii.Number]:
        '''
        :schema: ClusterSpecProbesReadiness#timeoutSeconds
        '''
        result = self._values.get("timeout_seconds")
        return typing.cast(typing.Optional[jsii.Number], result)

    @builtins.property
    def type(self) -> typing.Optional["ClusterSpecProbesReadinessType"]:
        '''
        :schema: ClusterSpecProbesReadiness#type
        '''
        result = self._values.get("type")
        return typing.cast(typing.Optional["ClusterSpecProbesReadinessType"], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "ClusterSpecProbesReadiness(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


class ClusterSpecProbesReadinessMaximumLag(
    metaclass=jsii.JSIIMeta,
    jsii_type="homelab_cnpg_iocnpgpostgresql.ClusterSpecProbesReadinessMaximumLag",
):
    '''
    :schema: ClusterSpecProbesReadinessMaximumLag
    '''

    @jsii.member(jsii_name="fromNumber")
    @builtins.classmethod
    def from_number(cls, value: jsii.Number) -> "ClusterSpecProbesReadinessMaximumLag":
        '''
        :param value: -
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__00956218499a6e8ab3939d18ec6fdbd83012b5d71362072b91c13abfa566a3e5)
            check_type(argname="argument value", value=value, expected_type=type_hints["value"])
        return typing.cast("ClusterSpecProbesReadinessMaximumLag", jsii.sinvoke(cls, "fromNumber", [value]))

    @jsii.member(jsii_name="fromString")
    @builtins.classmethod
    def from_string(cls, value: builtins.str) -> "ClusterSpecProbesReadinessMaximumLag":
        '''
        :param value: -
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__f31a3a1ac28303cb02f8f419427daa2e631687c1e0611b54d57795d33096784d)
            check_type(argname="argument value", value=value, expected_type=type_hints["value"])
        return typing.cast("ClusterSpecProbesReadinessMaximumLag", jsii.sinvoke(cls, "fromString", [value]))

    @builtins.property
    @jsii.member(jsii_name="value")
    def value(self) -> typing.Union[builtins.str, jsii.Number]:
        return typing.cast(typing.Union[builtins.str, jsii.Number], jsii.get(self, "value"))


@jsii.enum(jsii_type="homelab_cnpg_iocnpgpostgresql.ClusterSpecProbesReadinessType")
class ClusterSpecProbesReadinessType(enum.Enum):
    '''
    :schema: ClusterSpecProbesReadinessType
    '''

    PG_UNDERSCORE_ISREADY = "PG_UNDERSCORE_ISREADY"
    '''pg_isready.'''
    STREAMING = "STREAMING"
    '''streaming.'''
    QUERY = "QUERY"
    '''query.'''


@jsii.data_type(
    jsii_type="homelab_cnpg_iocnpgpostgresql.ClusterSpecProbesStartup",
    jsii_struct_bases=[],
    name_mapping={
        "failure_threshold": "failureThreshold",
        "initial_delay_seconds": "initialDelaySeconds",
        "maximum_lag": "maximumLag",
        "period_seconds": "periodSeconds",
        "success_threshold": "successThreshold",
        "termination_grace_period_seconds": "terminationGracePeriodSeconds",
        "timeout_seconds": "timeoutSeconds",
        "type": "type",
    },
)
class ClusterSpecProbesStartup:
    def __init__(
        self,
        *,
        failure_threshold: typing.Optional[jsii.Number] = None,
        initial_delay_seconds: typing.Optional[jsii.Number] = None,
        maximum_lag: typing.Optional["ClusterSpecProbesStartupMaximumLag"] = None,
        period_seconds: typing.Optional[jsii.Number] = None,
        success_threshold: typing.Optional[jsii.Number] = None,
        termination_grace_period_seconds: typing.Optional[jsii.Number] = None,
        timeout_seconds: typing.Optional[jsii.Number] = None,
        type: typing.Optional["ClusterSpecProbesStartupType"] = None,
    ) -> None:
        '''
        :param failure_threshold: 
        :param initial_delay_seconds: 
        :param maximum_lag: 
        :param period_seconds: 
        :param success_threshold: 
        :param termination_grace_period_seconds: 
        :param timeout_seconds: 
        :param type: 

        :schema: ClusterSpecProbesStartup
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__62478e6227708d3054d28129cf70dd0c5207514251108b31a6f719dcf0570781)
            check_type(argname="argument failure_threshold", value=failure_threshold, expected_type=type_hints["failure_threshold"])
            check_type(argname="argument initial_delay_seconds", value=initial_delay_seconds, expected_type=type_hints["initial_delay_seconds"])
            check_type(argname="argument maximum_lag", value=maximum_lag, expected_type=type_hints["maximum_lag"])
            check_type(argname="argument period_seconds", value=period_seconds, expected_type=type_hints["period_seconds"])
            check_type(argname="argument success_threshold", value=success_threshold, expected_type=type_hints["success_threshold"])
            check_type(argname="argument termination_grace_period_seconds", value=termination_grace_period_seconds, expected_type=type_hints["termination_grace_period_seconds"])
            check_type(argname="argument timeout_seconds", value=timeout_seconds, expected_type=type_hints["timeout_seconds"])
            check_type(argname="argument type", value=type, expected_type=type_hints["type"])
        self._values: typing.Dict[builtins.str, typing.Any] = {}
        if failure_threshold is not None:
            self._values["failure_threshold"] = failure_threshold
        if initial_delay_seconds is not None:
            self._values["initial_delay_seconds"] = initial_delay_seconds
        if maximum_lag is not None:
            self._values["maximum_lag"] = maximum_lag
        if period_seconds is not None:
            self._values["period_seconds"] = period_seconds
        if success_threshold is not None:
            self._values["success_threshold"] = success_threshold
        if termination_grace_period_seconds is not None:
            self._values["termination_grace_period_seconds"] = termination_grace_period_seconds
        if timeout_seconds is not None:
            self._values["timeout_seconds"] = timeout_seconds
        if type is not None:
            self._values["type"] = type

    @builtins.property
    def failure_threshold(self) -> typing.Optional[jsii.Number]:
        '''
        :schema: ClusterSpecProbesStartup#failureThreshold
        '''
        result = self._values.get("failure_threshold")
        return typing.cast(typing.Optional[jsii.Number], result)

    @builtins.property
    def initial_delay_seconds(self) -> typing.Optional[jsii.Number]:
        '''
        :schema: ClusterSpecProbesStartup#initialDelaySeconds
        '''
        result = self._values.get("initial_delay_seconds")
        return typing.cast(typing.Optional[jsii.Number], result)

    @builtins.property
    def maximum_lag(self) -> typing.Optional["ClusterSpecProbesStartupMaximumLag"]:
        '''
        :schema: ClusterSpecProbesStartup#maximumLag
        '''
        result = self._values.get("maximum_lag")
        return typing.cast(typing.Optional["ClusterSpecProbesStartupMaximumLag"], result)

    @builtins.property
    def period_seconds(self) -> typing.Optional[jsii.Number]:
        '''
        :schema: ClusterSpecProbesStartup#periodSeconds
        '''
        result = self._values.get("period_seconds")
        return typing.cast(typing.Optional[jsii.Number], result)

    @builtins.property
    def success_threshold(self) -> typing.Optional[jsii.Number]:
        '''
        :schema: ClusterSpecProbesStartup#successThreshold
        '''
        result = self._values.get("success_threshold")
        return typing.cast(typing.Optional[jsii.Number], result)

    @builtins.property
    def termination_grace_period_seconds(self) -> typing.Optional[jsii.Number]:
        '''
        :schema: ClusterSpecProbesStartup#terminationGracePeriodSeconds
        '''
        result = self._values.get("termination_grace_period_seconds")
        return typing.cast(typing.Optional[jsii.Number], result)

    @builtins.property
    def timeout_seconds(self) -> typing.Optional[jsii.Number]:
        '''
        :schema: ClusterSpecProbesStartup#timeoutSeconds
        '''
        result = self._values.get("timeout_seconds")
        return typing.cast(typing.Optional[jsii.Number], result)

    @builtins.property
    def type(self) -> typing.Optional["ClusterSpecProbesStartupType"]:
        '''
        :schema: ClusterSpecProbesStartup#type
        '''
        result = self._values.get("type")
        return typing.cast(typing.Optional["ClusterSpecProbesStartupType"], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "ClusterSpecProbesStartup(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


class ClusterSpecProbesStartupMaximumLag(
    metaclass=jsii.JSIIMeta,
    jsii_type="homelab_cnpg_iocnpgpostgresql.ClusterSpecProbesStartupMaximumLag",
):
    '''
    :schema: ClusterSpecProbesStartupMaximumLag
    '''

    @jsii.member(jsii_name="fromNumber")
    @builtins.classmethod
    def from_number(cls, value: jsii.Number) -> "ClusterSpecProbesStartupMaximumLag":
        '''
        :param value: -
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__7cd0306c5cc506edf6347c1c676eac1ee0e9929c577148d671f3cdd2ff37e01e)
            check_type(argname="argument value", value=value, expected_type=type_hints["value"])
        return typing.cast("ClusterSpecProbesStartupMaximumLag", jsii.sinvoke(cls, "fromNumber", [value]))

    @jsii.member(jsii_name="fromString")
    @builtins.classmethod
    def from_string(cls, value: builtins.str) -> "ClusterSpecProbesStartupMaximumLag":
        '''
        :param value: -
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__8efdd01b2f701cb1bf13f1e9ad0233fbe43b7b9d2319dde919a7de96cf5d24a3)
            check_type(argname="argument value", value=value, expected_type=type_hints["value"])
        return typing.cast("ClusterSpecProbesStartupMaximumLag", jsii.sinvoke(cls, "fromString", [value]))

    @builtins.property
    @jsii.member(jsii_name="value")
    def value(self) -> typing.Union[builtins.str, jsii.Number]:
        return typing.cast(typing.Union[builtins.str, jsii.Number], jsii.get(self, "value"))


@jsii.enum(jsii_type="homelab_cnpg_iocnpgpostgresql.ClusterSpecProbesStartupType")
class ClusterSpecProbesStartupType(enum.Enum):
    '''
    :schema: ClusterSpecProbesStartupType
    '''

    PG_UNDERSCORE_ISREADY = "PG_UNDERSCORE_ISREADY"
    '''pg_isready.'''
    STREAMING = "STREAMING"
    '''streaming.'''
    QUERY = "QUERY"
    '''query.'''


@jsii.data_type(
    jsii_type="homelab_cnpg_iocnpgpostgresql.ClusterSpecReplica",
    jsii_struct_bases=[],
    name_mapping={
        "source": "source",
        "enabled": "enabled",
        "min_apply_delay": "minApplyDelay",
        "primary": "primary",
        "promotion_token": "promotionToken",
        "self": "self",
    },
)
class ClusterSpecReplica:
    def __init__(
        self_,
        *,
        source: builtins.str,
        enabled: typing.Optional[builtins.bool] = None,
        min_apply_delay: typing.Optional[builtins.str] = None,
        primary: typing.Optional[builtins.str] = None,
        promotion_token: typing.Optional[builtins.str] = None,
        self: typing.Optional[builtins.str] = None,
    ) -> None:
        '''
        :param source: 
        :param enabled: 
        :param min_apply_delay: 
        :param primary: 
        :param promotion_token: 
        :param self: 

        :schema: ClusterSpecReplica
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__58948bffb932c9790fbedf8e96572bf45ad45cdaeb5b2c325ee14b728a5d9d96)
            check_type(argname="argument source", value=source, expected_type=type_hints["source"])
            check_type(argname="argument enabled", value=enabled, expected_type=type_hints["enabled"])
            check_type(argname="argument min_apply_delay", value=min_apply_delay, expected_type=type_hints["min_apply_delay"])
            check_type(argname="argument primary", value=primary, expected_type=type_hints["primary"])
            check_type(argname="argument promotion_token", value=promotion_token, expected_type=type_hints["promotion_token"])
            check_type(argname="argument self", value=self, expected_type=type_hints["self"])
        self_._values: typing.Dict[builtins.str, typing.Any] = {
            "source": source,
        }
        if enabled is not None:
            self_._values["enabled"] = enabled
        if min_apply_delay is not None:
            self_._values["min_apply_delay"] = min_apply_delay
        if primary is not None:
            self_._values["primary"] = primary
        if promotion_token is not None:
            self_._values["promotion_token"] = promotion_token
        if self is not None:
            self_._values["self"] = self

    @builtins.property
    def source(self) -> builtins.str:
        '''
        :schema: ClusterSpecReplica#source
        '''
        result = self._values.get("source")
        assert result is not None, "Required property 'source' is missing"
        return typing.cast(builtins.str, result)

    @builtins.property
    def enabled(self) -> typing.Optional[builtins.bool]:
        '''
        :schema: ClusterSpecReplica#enabled
        '''
        result = self._values.get("enabled")
        return typing.cast(typing.Optional[builtins.bool], result)

    @builtins.property
    def min_apply_delay(self) -> typing.Optional[builtins.str]:
        '''
        :schema: ClusterSpecReplica#minApplyDelay
        '''
        result = self._values.get("min_apply_delay")
        return typing.cast(typing.Optional[builtins.str], result)

    @builtins.property
    def primary(self) -> typing.Optional[builtins.str]:
        '''
        :schema: ClusterSpecReplica#primary
        '''
        result = self._values.get("primary")
        return typing.cast(typing.Optional[builtins.str], result)

    @builtins.property
    def promotion_token(self) -> typing.Optional[builtins.str]:
        '''
        :schema: ClusterSpecReplica#promotionToken
        '''
        result = self._values.get("promotion_token")
        return typing.cast(typing.Optional[builtins.str], result)

    @builtins.property
    def self(self) -> typing.Optional[builtins.str]:
        '''
        :schema: ClusterSpecReplica#self
        '''
        result = self._values.get("self")
        return typing.cast(typing.Optional[builtins.str], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "ClusterSpecReplica(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="homelab_cnpg_iocnpgpostgresql.ClusterSpecReplicationSlots",
    jsii_struct_bases=[],
    name_mapping={
        "high_availability": "highAvailability",
        "synchronize_replicas": "synchronizeReplicas",
        "update_interval": "updateInterval",
    },
)
class ClusterSpecReplicationSlots:
    def __init__(
        self,
        *,
        high_availability: typing.Optional[typing.Union["ClusterSpecReplicationSlotsHighAvailability", typing.Dict[builtins.str, typing.Any]]] = None,
        synchronize_replicas: typing.Optional[typing.Union["ClusterSpecReplicationSlotsSynchronizeReplicas", typing.Dict[builtins.str, typing.Any]]] = None,
        update_interval: typing.Optional[jsii.Number] = None,
    ) -> None:
        '''
        :param high_availability: 
        :param synchronize_replicas: 
        :param update_interval: 

        :schema: ClusterSpecReplicationSlots
        '''
        if isinstance(high_availability, dict):
            high_availability = ClusterSpecReplicationSlotsHighAvailability(**high_availability)
        if isinstance(synchronize_replicas, dict):
            synchronize_replicas = ClusterSpecReplicationSlotsSynchronizeReplicas(**synchronize_replicas)
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__66c860a6f08e9e2ab5006304fd624035a98a497c17b75f0179868c13590051da)
            check_type(argname="argument high_availability", value=high_availability, expected_type=type_hints["high_availability"])
            check_type(argname="argument synchronize_replicas", value=synchronize_replicas, expected_type=type_hints["synchronize_replicas"])
            check_type(argname="argument update_interval", value=update_interval, expected_type=type_hints["update_interval"])
        self._values: typing.Dict[builtins.str, typing.Any] = {}
        if high_availability is not None:
            self._values["high_availability"] = high_availability
        if synchronize_replicas is not None:
            self._values["synchronize_replicas"] = synchronize_replicas
        if update_interval is not None:
            self._values["update_interval"] = update_interval

    @builtins.property
    def high_availability(
        self,
    ) -> typing.Optional["ClusterSpecReplicationSlotsHighAvailability"]:
        '''
        :schema: ClusterSpecReplicationSlots#highAvailability
        '''
        result = self._values.get("high_availability")
        return typing.cast(typing.Optional["ClusterSpecReplicationSlotsHighAvailability"], result)

    @builtins.property
    def synchronize_replicas(
        self,
    ) -> typing.Optional["ClusterSpecReplicationSlotsSynchronizeReplicas"]:
        '''
        :schema: ClusterSpecReplicationSlots#synchronizeReplicas
        '''
        result = self._values.get("synchronize_replicas")
        return typing.cast(typing.Optional["ClusterSpecReplicationSlotsSynchronizeReplicas"], result)

    @builtins.property
    def update_interval(self) -> typing.Optional[jsii.Number]:
        '''
        :schema: ClusterSpecReplicationSlots#updateInterval
        '''
        result = self._values.get("update_interval")
        return typing.cast(typing.Optional[jsii.Number], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "ClusterSpecReplicationSlots(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="homelab_cnpg_iocnpgpostgresql.ClusterSpecReplicationSlotsHighAvailability",
    jsii_struct_bases=[],
    name_mapping={
        "enabled": "enabled",
        "slot_prefix": "slotPrefix",
        "synchronize_logical_decoding": "synchronizeLogicalDecoding",
    },
)
class ClusterSpecReplicationSlotsHighAvailability:
    def __init__(
        self,
        *,
        enabled: typing.Optional[builtins.bool] = None,
        slot_prefix: typing.Optional[builtins.str] = None,
        synchronize_logical_decoding: typing.Optional[builtins.bool] = None,
    ) -> None:
        '''
        :param enabled: 
        :param slot_prefix: 
        :param synchronize_logical_decoding: 

        :schema: ClusterSpecReplicationSlotsHighAvailability
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__38b1986e6fee5066259349a3bddc4cd301ded5dd5302fa444d328fcd7b319803)
            check_type(argname="argument enabled", value=enabled, expected_type=type_hints["enabled"])
            check_type(argname="argument slot_prefix", value=slot_prefix, expected_type=type_hints["slot_prefix"])
            check_type(argname="argument synchronize_logical_decoding", value=synchronize_logical_decoding, expected_type=type_hints["synchronize_logical_decoding"])
        self._values: typing.Dict[builtins.str, typing.Any] = {}
        if enabled is not None:
            self._values["enabled"] = enabled
        if slot_prefix is not None:
            self._values["slot_prefix"] = slot_prefix
        if synchronize_logical_decoding is not None:
            self._values["synchronize_logical_decoding"] = synchronize_logical_decoding

    @builtins.property
    def enabled(self) -> typing.Optional[builtins.bool]:
        '''
        :schema: ClusterSpecReplicationSlotsHighAvailability#enabled
        '''
        result = self._values.get("enabled")
        return typing.cast(typing.Optional[builtins.bool], result)

    @builtins.property
    def slot_prefix(self) -> typing.Optional[builtins.str]:
        '''
        :schema: ClusterSpecReplicationSlotsHighAvailability#slotPrefix
        '''
        result = self._values.get("slot_prefix")
        return typing.cast(typing.Optional[builtins.str], result)

    @builtins.property
    def synchronize_logical_decoding(self) -> typing.Optional[builtins.bool]:
        '''
        :schema: ClusterSpecReplicationSlotsHighAvailability#synchronizeLogicalDecoding
        '''
        result = self._values.get("synchronize_logical_decoding")
        return typing.cast(typing.Optional[builtins.bool], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "ClusterSpecReplicationSlotsHighAvailability(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="homelab_cnpg_iocnpgpostgresql.ClusterSpecReplicationSlotsSynchronizeReplicas",
    jsii_struct_bases=[],
    name_mapping={"enabled": "enabled", "exclude_patterns": "excludePatterns"},
)
class ClusterSpecReplicationSlotsSynchronizeReplicas:
    def __init__(
        self,
        *,
        enabled: builtins.bool,
        exclude_patterns: typing.Optional[typing.Sequence[builtins.str]] = None,
    ) -> None:
        '''
        :param enabled: 
        :param exclude_patterns: 

        :schema: ClusterSpecReplicationSlotsSynchronizeReplicas
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__114b86af0a6965420b35ce38e567ccd695fee7f30036d72e554cf117df59a176)
            check_type(argname="argument enabled", value=enabled, expected_type=type_hints["enabled"])
            check_type(argname="argument exclude_patterns", value=exclude_patterns, expected_type=type_hints["exclude_patterns"])
        self._values: typing.Dict[builtins.str, typing.Any] = {
            "enabled": enabled,
        }
        if exclude_patterns is not None:
            self._values["exclude_patterns"] = exclude_patterns

    @builtins.property
    def enabled(self) -> builtins.bool:
        '''
        :schema: ClusterSpecReplicationSlotsSynchronizeReplicas#enabled
        '''
        result = self._values.get("enabled")
        assert result is not None, "Required property 'enabled' is missing"
        return typing.cast(builtins.bool, result)

    @builtins.property
    def exclude_patterns(self) -> typing.Optional[typing.List[builtins.str]]:
        '''
        :schema: ClusterSpecReplicationSlotsSynchronizeReplicas#excludePatterns
        '''
        result = self._values.get("exclude_patterns")
        return typing.cast(typing.Optional[typing.List[builtins.str]], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "ClusterSpecReplicationSlotsSynchronizeReplicas(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="homelab_cnpg_iocnpgpostgresql.ClusterSpecResources",
    jsii_struct_bases=[],
    name_mapping={"claims": "claims", "limits": "limits", "requests": "requests"},
)
class ClusterSpecResources:
    def __init__(
        self,
        *,
        claims: typing.Optional[typing.Sequence[typing.Union["ClusterSpecResourcesClaims", typing.Dict[builtins.str, typing.Any]]]] = None,
        limits: typing.Optional[typing.Mapping[builtins.str, "ClusterSpecResourcesLimits"]] = None,
        requests: typing.Optional[typing.Mapping[builtins.str, "ClusterSpecResourcesRequests"]] = None,
    ) -> None:
        '''
        :param claims: 
        :param limits: 
        :param requests: 

        :schema: ClusterSpecResources
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__c69100174428c243c877858294e28df27dd6d8a26736cb6a9c6ddbdd7733e4a4)
            check_type(argname="argument claims", value=claims, expected_type=type_hints["claims"])
            check_type(argname="argument limits", value=limits, expected_type=type_hints["limits"])
            check_type(argname="argument requests", value=requests, expected_type=type_hints["requests"])
        self._values: typing.Dict[builtins.str, typing.Any] = {}
        if claims is not None:
            self._values["claims"] = claims
        if limits is not None:
            self._values["limits"] = limits
        if requests is not None:
            self._values["requests"] = requests

    @builtins.property
    def claims(self) -> typing.Optional[typing.List["ClusterSpecResourcesClaims"]]:
        '''
        :schema: ClusterSpecResources#claims
        '''
        result = self._values.get("claims")
        return typing.cast(typing.Optional[typing.List["ClusterSpecResourcesClaims"]], result)

    @builtins.property
    def limits(
        self,
    ) -> typing.Optional[typing.Mapping[builtins.str, "ClusterSpecResourcesLimits"]]:
        '''
        :schema: ClusterSpecResources#limits
        '''
        result = self._values.get("limits")
        return typing.cast(typing.Optional[typing.Mapping[builtins.str, "ClusterSpecResourcesLimits"]], result)

    @builtins.property
    def requests(
        self,
    ) -> typing.Optional[typing.Mapping[builtins.str, "ClusterSpecResourcesRequests"]]:
        '''
        :schema: ClusterSpecResources#requests
        '''
        result = self._values.get("requests")
        return typing.cast(typing.Optional[typing.Mapping[builtins.str, "ClusterSpecResourcesRequests"]], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "ClusterSpecResources(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="homelab_cnpg_iocnpgpostgresql.ClusterSpecResourcesClaims",
    jsii_struct_bases=[],
    name_mapping={"name": "name", "request": "request"},
)
class ClusterSpecResourcesClaims:
    def __init__(
        self,
        *,
        name: builtins.str,
        request: typing.Optional[builtins.str] = None,
    ) -> None:
        '''
        :param name: 
        :param request: 

        :schema: ClusterSpecResourcesClaims
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__ed154ae29741ca76fcd83a4e93a2089447832b564b2fcab0dbced73b6f3bc2ea)
            check_type(argname="argument name", value=name, expected_type=type_hints["name"])
            check_type(argname="argument request", value=request, expected_type=type_hints["request"])
        self._values: typing.Dict[builtins.str, typing.Any] = {
            "name": name,
        }
        if request is not None:
            self._values["request"] = request

    @builtins.property
    def name(self) -> builtins.str:
        '''
        :schema: ClusterSpecResourcesClaims#name
        '''
        result = self._values.get("name")
        assert result is not None, "Required property 'name' is missing"
        return typing.cast(builtins.str, result)

    @builtins.property
    def request(self) -> typing.Optional[builtins.str]:
        '''
        :schema: ClusterSpecResourcesClaims#request
        '''
        result = self._values.get("request")
        return typing.cast(typing.Optional[builtins.str], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "ClusterSpecResourcesClaims(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


class ClusterSpecResourcesLimits(
    metaclass=jsii.JSIIMeta,
    jsii_type="homelab_cnpg_iocnpgpostgresql.ClusterSpecResourcesLimits",
):
    '''
    :schema: ClusterSpecResourcesLimits
    '''

    @jsii.member(jsii_name="fromNumber")
    @builtins.classmethod
    def from_number(cls, value: jsii.Number) -> "ClusterSpecResourcesLimits":
        '''
        :param value: -
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__4a52587c4a178a8696abfdb2f9e43603aec2f91165665466ca0000365e0fe7a5)
            check_type(argname="argument value", value=value, expected_type=type_hints["value"])
        return typing.cast("ClusterSpecResourcesLimits", jsii.sinvoke(cls, "fromNumber", [value]))

    @jsii.member(jsii_name="fromString")
    @builtins.classmethod
    def from_string(cls, value: builtins.str) -> "ClusterSpecResourcesLimits":
        '''
        :param value: -
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__7719b6bea9698eaaa5ef6a6416808eb2d38f603cf6e85a47fd5782248e834344)
            check_type(argname="argument value", value=value, expected_type=type_hints["value"])
        return typing.cast("ClusterSpecResourcesLimits", jsii.sinvoke(cls, "fromString", [value]))

    @builtins.property
    @jsii.member(jsii_name="value")
    def value(self) -> typing.Union[builtins.str, jsii.Number]:
        return typing.cast(typing.Union[builtins.str, jsii.Number], jsii.get(self, "value"))


class ClusterSpecResourcesRequests(
    metaclass=jsii.JSIIMeta,
    jsii_type="homelab_cnpg_iocnpgpostgresql.ClusterSpecResourcesRequests",
):
    '''
    :schema: ClusterSpecResourcesRequests
    '''

    @jsii.member(jsii_name="fromNumber")
    @builtins.classmethod
    def from_number(cls, value: jsii.Number) -> "ClusterSpecResourcesRequests":
        '''
        :param value: -
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__b8758f742b692d49a78714ba43e697fb6a09df26301ad4660b2cc85230f5e1f6)
            check_type(argname="argument value", value=value, expected_type=type_hints["value"])
        return typing.cast("ClusterSpecResourcesRequests", jsii.sinvoke(cls, "fromNumber", [value]))

    @jsii.member(jsii_name="fromString")
    @builtins.classmethod
    def from_string(cls, value: builtins.str) -> "ClusterSpecResourcesRequests":
        '''
        :param value: -
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__8f8d96ac673bc3595680ae7ec01006a4271642d02d5a449d76872014081da22f)
            check_type(argname="argument value", value=value, expected_type=type_hints["value"])
        return typing.cast("ClusterSpecResourcesRequests", jsii.sinvoke(cls, "fromString", [value]))

    @builtins.property
    @jsii.member(jsii_name="value")
    def value(self) -> typing.Union[builtins.str, jsii.Number]:
        return typing.cast(typing.Union[builtins.str, jsii.Number], jsii.get(self, "value"))


@jsii.data_type(
    jsii_type="homelab_cnpg_iocnpgpostgresql.ClusterSpecServiceAccountTemplate",
    jsii_struct_bases=[],
    name_mapping={"metadata": "metadata"},
)
class ClusterSpecServiceAccountTemplate:
    def __init__(
        self,
        *,
        metadata: typing.Union["ClusterSpecServiceAccountTemplateMetadata", typing.Dict[builtins.str, typing.Any]],
    ) -> None:
        '''
        :param metadata: 

        :schema: ClusterSpecServiceAccountTemplate
        '''
        if isinstance(metadata, dict):
            metadata = ClusterSpecServiceAccountTemplateMetadata(**metadata)
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__b2911d3875c5859ab09b55d6ac5c54c62785610446e33ce247d21d6737a65d25)
            check_type(argname="argument metadata", value=metadata, expected_type=type_hints["metadata"])
        self._values: typing.Dict[builtins.str, typing.Any] = {
            "metadata": metadata,
        }

    @builtins.property
    def metadata(self) -> "ClusterSpecServiceAccountTemplateMetadata":
        '''
        :schema: ClusterSpecServiceAccountTemplate#metadata
        '''
        result = self._values.get("metadata")
        assert result is not None, "Required property 'metadata' is missing"
        return typing.cast("ClusterSpecServiceAccountTemplateMetadata", result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "ClusterSpecServiceAccountTemplate(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="homelab_cnpg_iocnpgpostgresql.ClusterSpecServiceAccountTemplateMetadata",
    jsii_struct_bases=[],
    name_mapping={"annotations": "annotations", "labels": "labels", "name": "name"},
)
class ClusterSpecServiceAccountTemplateMetadata:
    def __init__(
        self,
        *,
        annotations: typing.Optional[typing.Mapping[builtins.str, builtins.str]] = None,
        labels: typing.Optional[typing.Mapping[builtins.str, builtins.str]] = None,
        name: typing.Optional[builtins.str] = None,
    ) -> None:
        '''
        :param annotations: 
        :param labels: 
        :param name: 

        :schema: ClusterSpecServiceAccountTemplateMetadata
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__c47cd59ba6add0b795ae8f1c797775700a6af369d472d2fe0519c2af0f7298b6)
            check_type(argname="argument annotations", value=annotations, expected_type=type_hints["annotations"])
            check_type(argname="argument labels", value=labels, expected_type=type_hints["labels"])
            check_type(argname="argument name", value=name, expected_type=type_hints["name"])
        self._values: typing.Dict[builtins.str, typing.Any] = {}
        if annotations is not None:
            self._values["annotations"] = annotations
        if labels is not None:
            self._values["labels"] = labels
        if name is not None:
            self._values["name"] = name

    @builtins.property
    def annotations(
        self,
    ) -> typing.Optional[typing.Mapping[builtins.str, builtins.str]]:
        '''
        :schema: ClusterSpecServiceAccountTemplateMetadata#annotations
        '''
        result = self._values.get("annotations")
        return typing.cast(typing.Optional[typing.Mapping[builtins.str, builtins.str]], result)

    @builtins.property
    def labels(self) -> typing.Optional[typing.Mapping[builtins.str, builtins.str]]:
        '''
        :schema: ClusterSpecServiceAccountTemplateMetadata#labels
        '''
        result = self._values.get("labels")
        return typing.cast(typing.Optional[typing.Mapping[builtins.str, builtins.str]], result)

    @builtins.property
    def name(self) -> typing.Optional[builtins.str]:
        '''
        :schema: ClusterSpecServiceAccountTemplateMetadata#name
        '''
        result = self._values.get("name")
        return typing.cast(typing.Optional[builtins.str], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "ClusterSpecServiceAccountTemplateMetadata(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="homelab_cnpg_iocnpgpostgresql.ClusterSpecStorage",
    jsii_struct_bases=[],
    name_mapping={
        "pvc_template": "pvcTemplate",
        "resize_in_use_volumes": "resizeInUseVolumes",
        "size": "size",
        "storage_class": "storageClass",
    },
)
class ClusterSpecStorage:
    def __init__(
        self,
        *,
        pvc_template: typing.Any = None,
        resize_in_use_volumes: typing.Optional[builtins.bool] = None,
        size: typing.Optional[builtins.str] = None,
        storage_class: typing.Optional[builtins.str] = None,
    ) -> None:
        '''
        :param pvc_template: 
        :param resize_in_use_volumes: 
        :param size: 
        :param storage_class: 

        :schema: ClusterSpecStorage
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__f613f3a32f2c07aa8e72af392021b33b3c9b4e7006245f7ee1a7fb9ea0db99ea)
            check_type(argname="argument pvc_template", value=pvc_template, expected_type=type_hints["pvc_template"])
            check_type(argname="argument resize_in_use_volumes", value=resize_in_use_volumes, expected_type=type_hints["resize_in_use_volumes"])
            check_type(argname="argument size", value=size, expected_type=type_hints["size"])
            check_type(argname="argument storage_class", value=storage_class, expected_type=type_hints["storage_class"])
        self._values: typing.Dict[builtins.str, typing.Any] = {}
        if pvc_template is not None:
            self._values["pvc_template"] = pvc_template
        if resize_in_use_volumes is not None:
            self._values["resize_in_use_volumes"] = resize_in_use_volumes
        if size is not None:
            self._values["size"] = size
        if storage_class is not None:
            self._values["storage_class"] = storage_class

    @builtins.property
    def pvc_template(self) -> typing.Any:
        '''
        :schema: ClusterSpecStorage#pvcTemplate
        '''
        result = self._values.get("pvc_template")
        return typing.cast(typing.Any, result)

    @builtins.property
    def resize_in_use_volumes(self) -> typing.Optional[builtins.bool]:
        '''
        :schema: ClusterSpecStorage#resizeInUseVolumes
        '''
        result = self._values.get("resize_in_use_volumes")
        return typing.cast(typing.Optional[builtins.bool], result)

    @builtins.property
    def size(self) -> typing.Optional[builtins.str]:
        '''
        :schema: ClusterSpecStorage#size
        '''
        result = self._values.get("size")
        return typing.cast(typing.Optional[builtins.str], result)

    @builtins.property
    def storage_class(self) -> typing.Optional[builtins.str]:
        '''
        :schema: ClusterSpecStorage#storageClass
        '''
        result = self._values.get("storage_class")
        return typing.cast(typing.Optional[builtins.str], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "ClusterSpecStorage(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="homelab_cnpg_iocnpgpostgresql.ClusterSpecSuperuserSecret",
    jsii_struct_bases=[],
    name_mapping={"name": "name"},
)
class ClusterSpecSuperuserSecret:
    def __init__(self, *, name: builtins.str) -> None:
        '''
        :param name: 

        :schema: ClusterSpecSuperuserSecret
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__311aaaa0d7b35ce8eba41af47e045334c16c6351e25b1a9d8d0d23ab57fb7609)
            check_type(argname="argument name", value=name, expected_type=type_hints["name"])
        self._values: typing.Dict[builtins.str, typing.Any] = {
            "name": name,
        }

    @builtins.property
    def name(self) -> builtins.str:
        '''
        :schema: ClusterSpecSuperuserSecret#name
        '''
        result = self._values.get("name")
        assert result is not None, "Required property 'name' is missing"
        return typing.cast(builtins.str, result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "ClusterSpecSuperuserSecret(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="homelab_cnpg_iocnpgpostgresql.ClusterSpecWalStorage",
    jsii_struct_bases=[],
    name_mapping={
        "pvc_template": "pvcTemplate",
        "resize_in_use_volumes": "resizeInUseVolumes",
        "size": "size",
        "storage_class": "storageClass",
    },
)
class ClusterSpecWalStorage:
    def __init__(
        self,
        *,
        pvc_template: typing.Any = None,
        resize_in_use_volumes: typing.Optional[builtins.bool] = None,
        size: typing.Optional[builtins.str] = None,
        storage_class: typing.Optional[builtins.str] = None,
    ) -> None:
        '''
        :param pvc_template: 
        :param resize_in_use_volumes: 
        :param size: 
        :param storage_class: 

        :schema: ClusterSpecWalStorage
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__0989605500bec29c10d2a45d6d8bffc73b21eb9258a90924ad55e7fafa0c7991)
            check_type(argname="argument pvc_template", value=pvc_template, expected_type=type_hints["pvc_template"])
            check_type(argname="argument resize_in_use_volumes", value=resize_in_use_volumes, expected_type=type_hints["resize_in_use_volumes"])
            check_type(argname="argument size", value=size, expected_type=type_hints["size"])
            check_type(argname="argument storage_class", value=storage_class, expected_type=type_hints["storage_class"])
        self._values: typing.Dict[builtins.str, typing.Any] = {}
        if pvc_template is not None:
            self._values["pvc_template"] = pvc_template
        if resize_in_use_volumes is not None:
            self._values["resize_in_use_volumes"] = resize_in_use_volumes
        if size is not None:
            self._values["size"] = size
        if storage_class is not None:
            self._values["storage_class"] = storage_class

    @builtins.property
    def pvc_template(self) -> typing.Any:
        '''
        :schema: ClusterSpecWalStorage#pvcTemplate
        '''
        result = self._values.get("pvc_template")
        return typing.cast(typing.Any, result)

    @builtins.property
    def resize_in_use_volumes(self) -> typing.Optional[builtins.bool]:
        '''
        :schema: ClusterSpecWalStorage#resizeInUseVolumes
        '''
        result = self._values.get("resize_in_use_volumes")
        return typing.cast(typing.Optional[builtins.bool], result)

    @builtins.property
    def size(self) -> typing.Optional[builtins.str]:
        '''
        :schema: ClusterSpecWalStorage#size
        '''
        result = self._values.get("size")
        return typing.cast(typing.Optional[builtins.str], result)

    @builtins.property
    def storage_class(self) -> typing.Optional[builtins.str]:
        '''
        :schema: ClusterSpecWalStorage#storageClass
        '''
        result = self._values.get("storage_class")
        return typing.cast(typing.Optional[builtins.str], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "ClusterSpecWalStorage(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


class Database(
    _cdk8s_d3d9af27.ApiObject,
    metaclass=jsii.JSIIMeta,
    jsii_type="homelab_cnpg_iocnpgpostgresql.Database",
):
    '''
    :schema: Database
    '''

    def __init__(
        self,
        scope: "_constructs_77d1e7e8.Construct",
        id: builtins.str,
        *,
        metadata: typing.Union["_cdk8s_d3d9af27.ApiObjectMetadata", typing.Dict[builtins.str, typing.Any]],
        spec: typing.Union["DatabaseSpec", typing.Dict[builtins.str, typing.Any]],
    ) -> None:
        '''Defines a "Database" API object.

        :param scope: the scope in which to define this object.
        :param id: a scope-local name for the object.
        :param metadata: 
        :param spec: 
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__6af7d180ba7cdca3508035b5520f1ddbf26b1001935df6f8a80031b27acc21e2)
            check_type(argname="argument scope", value=scope, expected_type=type_hints["scope"])
            check_type(argname="argument id", value=id, expected_type=type_hints["id"])
        props = DatabaseProps(metadata=metadata, spec=spec)

        jsii.create(self.__class__, self, [scope, id, props])

    @jsii.member(jsii_name="manifest")
    @builtins.classmethod
    def manifest(
        cls,
        *,
        metadata: typing.Union["_cdk8s_d3d9af27.ApiObjectMetadata", typing.Dict[builtins.str, typing.Any]],
        spec: typing.Union["DatabaseSpec", typing.Dict[builtins.str, typing.Any]],
    ) -> typing.Any:
        '''Renders a Kubernetes manifest for "Database".

        This can be used to inline resource manifests inside other objects (e.g. as templates).

        :param metadata: 
        :param spec: 
        '''
        props = DatabaseProps(metadata=metadata, spec=spec)

        return typing.cast(typing.Any, jsii.sinvoke(cls, "manifest", [props]))

    @jsii.member(jsii_name="toJson")
    def to_json(self) -> typing.Any:
        '''Renders the object to Kubernetes JSON.'''
        return typing.cast(typing.Any, jsii.invoke(self, "toJson", []))

    @jsii.python.classproperty
    @jsii.member(jsii_name="GVK")
    def GVK(cls) -> "_cdk8s_d3d9af27.GroupVersionKind":
        '''Returns the apiVersion and kind for "Database".'''
        return typing.cast("_cdk8s_d3d9af27.GroupVersionKind", jsii.sget(cls, "GVK"))


@jsii.data_type(
    jsii_type="homelab_cnpg_iocnpgpostgresql.DatabaseProps",
    jsii_struct_bases=[],
    name_mapping={"metadata": "metadata", "spec": "spec"},
)
class DatabaseProps:
    def __init__(
        self,
        *,
        metadata: typing.Union["_cdk8s_d3d9af27.ApiObjectMetadata", typing.Dict[builtins.str, typing.Any]],
        spec: typing.Union["DatabaseSpec", typing.Dict[builtins.str, typing.Any]],
    ) -> None:
        '''
        :param metadata: 
        :param spec: 

        :schema: Database
        '''
        if isinstance(metadata, dict):
            metadata = _cdk8s_d3d9af27.ApiObjectMetadata(**metadata)
        if isinstance(spec, dict):
            spec = DatabaseSpec(**spec)
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__d7a64c54fcdd48090f4a01abd6d625527a842c46356bd50e6dbafaf64e9742ec)
            check_type(argname="argument metadata", value=metadata, expected_type=type_hints["metadata"])
            check_type(argname="argument spec", value=spec, expected_type=type_hints["spec"])
        self._values: typing.Dict[builtins.str, typing.Any] = {
            "metadata": metadata,
            "spec": spec,
        }

    @builtins.property
    def metadata(self) -> "_cdk8s_d3d9af27.ApiObjectMetadata":
        '''
        :schema: Database#metadata
        '''
        result = self._values.get("metadata")
        assert result is not None, "Required property 'metadata' is missing"
        return typing.cast("_cdk8s_d3d9af27.ApiObjectMetadata", result)

    @builtins.property
    def spec(self) -> "DatabaseSpec":
        '''
        :schema: Database#spec
        '''
        result = self._values.get("spec")
        assert result is not None, "Required property 'spec' is missing"
        return typing.cast("DatabaseSpec", result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "DatabaseProps(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="homelab_cnpg_iocnpgpostgresql.DatabaseSpec",
    jsii_struct_bases=[],
    name_mapping={
        "cluster": "cluster",
        "name": "name",
        "owner": "owner",
        "allow_connections": "allowConnections",
        "builtin_locale": "builtinLocale",
        "collation_version": "collationVersion",
        "connection_limit": "connectionLimit",
        "database_reclaim_policy": "databaseReclaimPolicy",
        "encoding": "encoding",
        "ensure": "ensure",
        "extensions": "extensions",
        "fdws": "fdws",
        "icu_locale": "icuLocale",
        "icu_rules": "icuRules",
        "is_template": "isTemplate",
        "locale": "locale",
        "locale_collate": "localeCollate",
        "locale_c_type": "localeCType",
        "locale_provider": "localeProvider",
        "schemas": "schemas",
        "servers": "servers",
        "tablespace": "tablespace",
        "template": "template",
    },
)
class DatabaseSpec:
    def __init__(
        self,
        *,
        cluster: typing.Union["DatabaseSpecCluster", typing.Dict[builtins.str, typing.Any]],
        name: builtins.str,
        owner: builtins.str,
        allow_connections: typing.Optional[builtins.bool] = None,
        builtin_locale: typing.Optional[builtins.str] = None,
        collation_version: typing.Optional[builtins.str] = None,
        connection_limit: typing.Optional[jsii.Number] = None,
        database_reclaim_policy: typing.Optional["DatabaseSpecDatabaseReclaimPolicy"] = None,
        encoding: typing.Optional[builtins.str] = None,
        ensure: typing.Optional["DatabaseSpecEnsure"] = None,
        extensions: typing.Optional[typing.Sequence[typing.Union["DatabaseSpecExtensions", typing.Dict[builtins.str, typing.Any]]]] = None,
        fdws: typing.Optional[typing.Sequence[typing.Union["DatabaseSpecFdws", typing.Dict[builtins.str, typing.Any]]]] = None,
        icu_locale: typing.Optional[builtins.str] = None,
        icu_rules: typing.Optional[builtins.str] = None,
        is_template: typing.Optional[builtins.bool] = None,
        locale: typing.Optional[builtins.str] = None,
        locale_collate: typing.Optional[builtins.str] = None,
        locale_c_type: typing.Optional[builtins.str] = None,
        locale_provider: typing.Optional[builtins.str] = None,
        schemas: typing.Optional[typing.Sequence[typing.Union["DatabaseSpecSchemas", typing.Dict[builtins.str, typing.Any]]]] = None,
        servers: typing.Optional[typing.Sequence[typing.Union["DatabaseSpecServers", typing.Dict[builtins.str, typing.Any]]]] = None,
        tablespace: typing.Optional[builtins.str] = None,
        template: typing.Optional[builtins.str] = None,
    ) -> None:
        '''
        :param cluster: 
        :param name: 
        :param owner: 
        :param allow_connections: 
        :param builtin_locale: 
        :param collation_version: 
        :param connection_limit: 
        :param database_reclaim_policy: 
        :param encoding: 
        :param ensure: 
        :param extensions: 
        :param fdws: 
        :param icu_locale: 
        :param icu_rules: 
        :param is_template: 
        :param locale: 
        :param locale_collate: 
        :param locale_c_type: 
        :param locale_provider: 
        :param schemas: 
        :param servers: 
        :param tablespace: 
        :param template: 

        :schema: DatabaseSpec
        '''
        if isinstance(cluster, dict):
            cluster = DatabaseSpecCluster(**cluster)
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__b2609f77225d80001235e129cd274ca68343fe0f03c500c9bead992c26ba0177)
            check_type(argname="argument cluster", value=cluster, expected_type=type_hints["cluster"])
            check_type(argname="argument name", value=name, expected_type=type_hints["name"])
            check_type(argname="argument owner", value=owner, expected_type=type_hints["owner"])
            check_type(argname="argument allow_connections", value=allow_connections, expected_type=type_hints["allow_connections"])
            check_type(argname="argument builtin_locale", value=builtin_locale, expected_type=type_hints["builtin_locale"])
            check_type(argname="argument collation_version", value=collation_version, expected_type=type_hints["collation_version"])
            check_type(argname="argument connection_limit", value=connection_limit, expected_type=type_hints["connection_limit"])
            check_type(argname="argument database_reclaim_policy", value=database_reclaim_policy, expected_type=type_hints["database_reclaim_policy"])
            check_type(argname="argument encoding", value=encoding, expected_type=type_hints["encoding"])
            check_type(argname="argument ensure", value=ensure, expected_type=type_hints["ensure"])
            check_type(argname="argument extensions", value=extensions, expected_type=type_hints["extensions"])
            check_type(argname="argument fdws", value=fdws, expected_type=type_hints["fdws"])
            check_type(argname="argument icu_locale", value=icu_locale, expected_type=type_hints["icu_locale"])
            check_type(argname="argument icu_rules", value=icu_rules, expected_type=type_hints["icu_rules"])
            check_type(argname="argument is_template", value=is_template, expected_type=type_hints["is_template"])
            check_type(argname="argument locale", value=locale, expected_type=type_hints["locale"])
            check_type(argname="argument locale_collate", value=locale_collate, expected_type=type_hints["locale_collate"])
            check_type(argname="argument locale_c_type", value=locale_c_type, expected_type=type_hints["locale_c_type"])
            check_type(argname="argument locale_provider", value=locale_provider, expected_type=type_hints["locale_provider"])
            check_type(argname="argument schemas", value=schemas, expected_type=type_hints["schemas"])
            check_type(argname="argument servers", value=servers, expected_type=type_hints["servers"])
            check_type(argname="argument tablespace", value=tablespace, expected_type=type_hints["tablespace"])
            check_type(argname="argument template", value=template, expected_type=type_hints["template"])
        self._values: typing.Dict[builtins.str, typing.Any] = {
            "cluster": cluster,
            "name": name,
            "owner": owner,
        }
        if allow_connections is not None:
            self._values["allow_connections"] = allow_connections
        if builtin_locale is not None:
            self._values["builtin_locale"] = builtin_locale
        if collation_version is not None:
            self._values["collation_version"] = collation_version
        if connection_limit is not None:
            self._values["connection_limit"] = connection_limit
        if database_reclaim_policy is not None:
            self._values["database_reclaim_policy"] = database_reclaim_policy
        if encoding is not None:
            self._values["encoding"] = encoding
        if ensure is not None:
            self._values["ensure"] = ensure
        if extensions is not None:
            self._values["extensions"] = extensions
        if fdws is not None:
            self._values["fdws"] = fdws
        if icu_locale is not None:
            self._values["icu_locale"] = icu_locale
        if icu_rules is not None:
            self._values["icu_rules"] = icu_rules
        if is_template is not None:
            self._values["is_template"] = is_template
        if locale is not None:
            self._values["locale"] = locale
        if locale_collate is not None:
            self._values["locale_collate"] = locale_collate
        if locale_c_type is not None:
            self._values["locale_c_type"] = locale_c_type
        if locale_provider is not None:
            self._values["locale_provider"] = locale_provider
        if schemas is not None:
            self._values["schemas"] = schemas
        if servers is not None:
            self._values["servers"] = servers
        if tablespace is not None:
            self._values["tablespace"] = tablespace
        if template is not None:
            self._values["template"] = template

    @builtins.property
    def cluster(self) -> "DatabaseSpecCluster":
        '''
        :schema: DatabaseSpec#cluster
        '''
        result = self._values.get("cluster")
        assert result is not None, "Required property 'cluster' is missing"
        return typing.cast("DatabaseSpecCluster", result)

    @builtins.property
    def name(self) -> builtins.str:
        '''
        :schema: DatabaseSpec#name
        '''
        result = self._values.get("name")
        assert result is not None, "Required property 'name' is missing"
        return typing.cast(builtins.str, result)

    @builtins.property
    def owner(self) -> builtins.str:
        '''
        :schema: DatabaseSpec#owner
        '''
        result = self._values.get("owner")
        assert result is not None, "Required property 'owner' is missing"
        return typing.cast(builtins.str, result)

    @builtins.property
    def allow_connections(self) -> typing.Optional[builtins.bool]:
        '''
        :schema: DatabaseSpec#allowConnections
        '''
        result = self._values.get("allow_connections")
        return typing.cast(typing.Optional[builtins.bool], result)

    @builtins.property
    def builtin_locale(self) -> typing.Optional[builtins.str]:
        '''
        :schema: DatabaseSpec#builtinLocale
        '''
        result = self._values.get("builtin_locale")
        return typing.cast(typing.Optional[builtins.str], result)

    @builtins.property
    def collation_version(self) -> typing.Optional[builtins.str]:
        '''
        :schema: DatabaseSpec#collationVersion
        '''
        result = self._values.get("collation_version")
        return typing.cast(typing.Optional[builtins.str], result)

    @builtins.property
    def connection_limit(self) -> typing.Optional[jsii.Number]:
        '''
        :schema: DatabaseSpec#connectionLimit
        '''
        result = self._values.get("connection_limit")
        return typing.cast(typing.Optional[jsii.Number], result)

    @builtins.property
    def database_reclaim_policy(
        self,
    ) -> typing.Optional["DatabaseSpecDatabaseReclaimPolicy"]:
        '''
        :schema: DatabaseSpec#databaseReclaimPolicy
        '''
        result = self._values.get("database_reclaim_policy")
        return typing.cast(typing.Optional["DatabaseSpecDatabaseReclaimPolicy"], result)

    @builtins.property
    def encoding(self) -> typing.Optional[builtins.str]:
        '''
        :schema: DatabaseSpec#encoding
        '''
        result = self._values.get("encoding")
        return typing.cast(typing.Optional[builtins.str], result)

    @builtins.property
    def ensure(self) -> typing.Optional["DatabaseSpecEnsure"]:
        '''
        :schema: DatabaseSpec#ensure
        '''
        result = self._values.get("ensure")
        return typing.cast(typing.Optional["DatabaseSpecEnsure"], result)

    @builtins.property
    def extensions(self) -> typing.Optional[typing.List["DatabaseSpecExtensions"]]:
        '''
        :schema: DatabaseSpec#extensions
        '''
        result = self._values.get("extensions")
        return typing.cast(typing.Optional[typing.List["DatabaseSpecExtensions"]], result)

    @builtins.property
    def fdws(self) -> typing.Optional[typing.List["DatabaseSpecFdws"]]:
        '''
        :schema: DatabaseSpec#fdws
        '''
        result = self._values.get("fdws")
        return typing.cast(typing.Optional[typing.List["DatabaseSpecFdws"]], result)

    @builtins.property
    def icu_locale(self) -> typing.Optional[builtins.str]:
        '''
        :schema: DatabaseSpec#icuLocale
        '''
        result = self._values.get("icu_locale")
        return typing.cast(typing.Optional[builtins.str], result)

    @builtins.property
    def icu_rules(self) -> typing.Optional[builtins.str]:
        '''
        :schema: DatabaseSpec#icuRules
        '''
        result = self._values.get("icu_rules")
        return typing.cast(typing.Optional[builtins.str], result)

    @builtins.property
    def is_template(self) -> typing.Optional[builtins.bool]:
        '''
        :schema: DatabaseSpec#isTemplate
        '''
        result = self._values.get("is_template")
        return typing.cast(typing.Optional[builtins.bool], result)

    @builtins.property
    def locale(self) -> typing.Optional[builtins.str]:
        '''
        :schema: DatabaseSpec#locale
        '''
        result = self._values.get("locale")
        return typing.cast(typing.Optional[builtins.str], result)

    @builtins.property
    def locale_collate(self) -> typing.Optional[builtins.str]:
        '''
        :schema: DatabaseSpec#localeCollate
        '''
        result = self._values.get("locale_collate")
        return typing.cast(typing.Optional[builtins.str], result)

    @builtins.property
    def locale_c_type(self) -> typing.Optional[builtins.str]:
        '''
        :schema: DatabaseSpec#localeCType
        '''
        result = self._values.get("locale_c_type")
        return typing.cast(typing.Optional[builtins.str], result)

    @builtins.property
    def locale_provider(self) -> typing.Optional[builtins.str]:
        '''
        :schema: DatabaseSpec#localeProvider
        '''
        result = self._values.get("locale_provider")
        return typing.cast(typing.Optional[builtins.str], result)

    @builtins.property
    def schemas(self) -> typing.Optional[typing.List["DatabaseSpecSchemas"]]:
        '''
        :schema: DatabaseSpec#schemas
        '''
        result = self._values.get("schemas")
        return typing.cast(typing.Optional[typing.List["DatabaseSpecSchemas"]], result)

    @builtins.property
    def servers(self) -> typing.Optional[typing.List["DatabaseSpecServers"]]:
        '''
        :schema: DatabaseSpec#servers
        '''
        result = self._values.get("servers")
        return typing.cast(typing.Optional[typing.List["DatabaseSpecServers"]], result)

    @builtins.property
    def tablespace(self) -> typing.Optional[builtins.str]:
        '''
        :schema: DatabaseSpec#tablespace
        '''
        result = self._values.get("tablespace")
        return typing.cast(typing.Optional[builtins.str], result)

    @builtins.property
    def template(self) -> typing.Optional[builtins.str]:
        '''
        :schema: DatabaseSpec#template
        '''
        result = self._values.get("template")
        return typing.cast(typing.Optional[builtins.str], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "DatabaseSpec(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="homelab_cnpg_iocnpgpostgresql.DatabaseSpecCluster",
    jsii_struct_bases=[],
    name_mapping={"name": "name"},
)
class DatabaseSpecCluster:
    def __init__(self, *, name: typing.Optional[builtins.str] = None) -> None:
        '''
        :param name: 

        :schema: DatabaseSpecCluster
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__72f566fcf70a6c7e163278ae2acd99fc4e4a3b54a4939d4a26eec39a019cc40e)
            check_type(argname="argument name", value=name, expected_type=type_hints["name"])
        self._values: typing.Dict[builtins.str, typing.Any] = {}
        if name is not None:
            self._values["name"] = name

    @builtins.property
    def name(self) -> typing.Optional[builtins.str]:
        '''
        :schema: DatabaseSpecCluster#name
        '''
        result = self._values.get("name")
        return typing.cast(typing.Optional[builtins.str], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "DatabaseSpecCluster(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.enum(jsii_type="homelab_cnpg_iocnpgpostgresql.DatabaseSpecDatabaseReclaimPolicy")
class DatabaseSpecDatabaseReclaimPolicy(enum.Enum):
    '''
    :schema: DatabaseSpecDatabaseReclaimPolicy
    '''

    DELETE = "DELETE"
    '''delete.'''
    RETAIN = "RETAIN"
    '''retain.'''


@jsii.enum(jsii_type="homelab_cnpg_iocnpgpostgresql.DatabaseSpecEnsure")
class DatabaseSpecEnsure(enum.Enum):
    '''
    :schema: DatabaseSpecEnsure
    '''

    PRESENT = "PRESENT"
    '''present.'''
    ABSENT = "ABSENT"
    '''absent.'''


@jsii.data_type(
    jsii_type="homelab_cnpg_iocnpgpostgresql.DatabaseSpecExtensions",
    jsii_struct_bases=[],
    name_mapping={
        "name": "name",
        "ensure": "ensure",
        "schema": "schema",
        "version": "version",
    },
)
class DatabaseSpecExtensions:
    def __init__(
        self,
        *,
        name: builtins.str,
        ensure: typing.Optional["DatabaseSpecExtensionsEnsure"] = None,
        schema: typing.Optional[builtins.str] = None,
        version: typing.Optional[builtins.str] = None,
    ) -> None:
        '''
        :param name: 
        :param ensure: 
        :param schema: 
        :param version: 

        :schema: DatabaseSpecExtensions
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__48eae797e5a5bccdd87c1a6c9799f392a52f4b48de1342f270f635106c72c419)
            check_type(argname="argument name", value=name, expected_type=type_hints["name"])
            check_type(argname="argument ensure", value=ensure, expected_type=type_hints["ensure"])
            check_type(argname="argument schema", value=schema, expected_type=type_hints["schema"])
            check_type(argname="argument version", value=version, expected_type=type_hints["version"])
        self._values: typing.Dict[builtins.str, typing.Any] = {
            "name": name,
        }
        if ensure is not None:
            self._values["ensure"] = ensure
        if schema is not None:
            self._values["schema"] = schema
        if version is not None:
            self._values["version"] = version

    @builtins.property
    def name(self) -> builtins.str:
        '''
        :schema: DatabaseSpecExtensions#name
        '''
        result = self._values.get("name")
        assert result is not None, "Required property 'name' is missing"
        return typing.cast(builtins.str, result)

    @builtins.property
    def ensure(self) -> typing.Optional["DatabaseSpecExtensionsEnsure"]:
        '''
        :schema: DatabaseSpecExtensions#ensure
        '''
        result = self._values.get("ensure")
        return typing.cast(typing.Optional["DatabaseSpecExtensionsEnsure"], result)

    @builtins.property
    def schema(self) -> typing.Optional[builtins.str]:
        '''
        :schema: DatabaseSpecExtensions#schema
        '''
        result = self._values.get("schema")
        return typing.cast(typing.Optional[builtins.str], result)

    @builtins.property
    def version(self) -> typing.Optional[builtins.str]:
        '''
        :schema: DatabaseSpecExtensions#version
        '''
        result = self._values.get("version")
        return typing.cast(typing.Optional[builtins.str], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "DatabaseSpecExtensions(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.enum(jsii_type="homelab_cnpg_iocnpgpostgresql.DatabaseSpecExtensionsEnsure")
class DatabaseSpecExtensionsEnsure(enum.Enum):
    '''
    :schema: DatabaseSpecExtensionsEnsure
    '''

    PRESENT = "PRESENT"
    '''present.'''
    ABSENT = "ABSENT"
    '''absent.'''


@jsii.data_type(
    jsii_type="homelab_cnpg_iocnpgpostgresql.DatabaseSpecFdws",
    jsii_struct_bases=[],
    name_mapping={
        "name": "name",
        "ensure": "ensure",
        "handler": "handler",
        "options": "options",
        "owner": "owner",
        "usage": "usage",
        "validator": "validator",
    },
)
class DatabaseSpecFdws:
    def __init__(
        self,
        *,
        name: builtins.str,
        ensure: typing.Optional["DatabaseSpecFdwsEnsure"] = None,
        handler: typing.Optional[builtins.str] = None,
        options: typing.Optional[typing.Sequence[typing.Union["DatabaseSpecFdwsOptions", typing.Dict[builtins.str, typing.Any]]]] = None,
        owner: typing.Optional[builtins.str] = None,
        usage: typing.Optional[typing.Sequence[typing.Union["DatabaseSpecFdwsUsage", typing.Dict[builtins.str, typing.Any]]]] = None,
        validator: typing.Optional[builtins.str] = None,
    ) -> None:
        '''
        :param name: 
        :param ensure: 
        :param handler: 
        :param options: 
        :param owner: 
        :param usage: 
        :param validator: 

        :schema: DatabaseSpecFdws
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__d25a78e217effa7285b3f88464b71589c2843777e9d9759be71ada95a2a28d08)
            check_type(argname="argument name", value=name, expected_type=type_hints["name"])
            check_type(argname="argument ensure", value=ensure, expected_type=type_hints["ensure"])
            check_type(argname="argument handler", value=handler, expected_type=type_hints["handler"])
            check_type(argname="argument options", value=options, expected_type=type_hints["options"])
            check_type(argname="argument owner", value=owner, expected_type=type_hints["owner"])
            check_type(argname="argument usage", value=usage, expected_type=type_hints["usage"])
            check_type(argname="argument validator", value=validator, expected_type=type_hints["validator"])
        self._values: typing.Dict[builtins.str, typing.Any] = {
            "name": name,
        }
        if ensure is not None:
            self._values["ensure"] = ensure
        if handler is not None:
            self._values["handler"] = handler
        if options is not None:
            self._values["options"] = options
        if owner is not None:
            self._values["owner"] = owner
        if usage is not None:
            self._values["usage"] = usage
        if validator is not None:
            self._values["validator"] = validator

    @builtins.property
    def name(self) -> builtins.str:
        '''
        :schema: DatabaseSpecFdws#name
        '''
        result = self._values.get("name")
        assert result is not None, "Required property 'name' is missing"
        return typing.cast(builtins.str, result)

    @builtins.property
    def ensure(self) -> typing.Optional["DatabaseSpecFdwsEnsure"]:
        '''
        :schema: DatabaseSpecFdws#ensure
        '''
        result = self._values.get("ensure")
        return typing.cast(typing.Optional["DatabaseSpecFdwsEnsure"], result)

    @builtins.property
    def handler(self) -> typing.Optional[builtins.str]:
        '''
        :schema: DatabaseSpecFdws#handler
        '''
        result = self._values.get("handler")
        return typing.cast(typing.Optional[builtins.str], result)

    @builtins.property
    def options(self) -> typing.Optional[typing.List["DatabaseSpecFdwsOptions"]]:
        '''
        :schema: DatabaseSpecFdws#options
        '''
        result = self._values.get("options")
        return typing.cast(typing.Optional[typing.List["DatabaseSpecFdwsOptions"]], result)

    @builtins.property
    def owner(self) -> typing.Optional[builtins.str]:
        '''
        :schema: DatabaseSpecFdws#owner
        '''
        result = self._values.get("owner")
        return typing.cast(typing.Optional[builtins.str], result)

    @builtins.property
    def usage(self) -> typing.Optional[typing.List["DatabaseSpecFdwsUsage"]]:
        '''
        :schema: DatabaseSpecFdws#usage
        '''
        result = self._values.get("usage")
        return typing.cast(typing.Optional[typing.List["DatabaseSpecFdwsUsage"]], result)

    @builtins.property
    def validator(self) -> typing.Optional[builtins.str]:
        '''
        :schema: DatabaseSpecFdws#validator
        '''
        result = self._values.get("validator")
        return typing.cast(typing.Optional[builtins.str], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "DatabaseSpecFdws(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.enum(jsii_type="homelab_cnpg_iocnpgpostgresql.DatabaseSpecFdwsEnsure")
class DatabaseSpecFdwsEnsure(enum.Enum):
    '''
    :schema: DatabaseSpecFdwsEnsure
    '''

    PRESENT = "PRESENT"
    '''present.'''
    ABSENT = "ABSENT"
    '''absent.'''


@jsii.data_type(
    jsii_type="homelab_cnpg_iocnpgpostgresql.DatabaseSpecFdwsOptions",
    jsii_struct_bases=[],
    name_mapping={"name": "name", "value": "value", "ensure": "ensure"},
)
class DatabaseSpecFdwsOptions:
    def __init__(
        self,
        *,
        name: builtins.str,
        value: builtins.str,
        ensure: typing.Optional["DatabaseSpecFdwsOptionsEnsure"] = None,
    ) -> None:
        '''
        :param name: 
        :param value: 
        :param ensure: 

        :schema: DatabaseSpecFdwsOptions
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__7db77b6c677a930781fc871bc4164d71f0ae113a31732672e371c4e8dc7a581f)
            check_type(argname="argument name", value=name, expected_type=type_hints["name"])
            check_type(argname="argument value", value=value, expected_type=type_hints["value"])
            check_type(argname="argument ensure", value=ensure, expected_type=type_hints["ensure"])
        self._values: typing.Dict[builtins.str, typing.Any] = {
            "name": name,
            "value": value,
        }
        if ensure is not None:
            self._values["ensure"] = ensure

    @builtins.property
    def name(self) -> builtins.str:
        '''
        :schema: DatabaseSpecFdwsOptions#name
        '''
        result = self._values.get("name")
        assert result is not None, "Required property 'name' is missing"
        return typing.cast(builtins.str, result)

    @builtins.property
    def value(self) -> builtins.str:
        '''
        :schema: DatabaseSpecFdwsOptions#value
        '''
        result = self._values.get("value")
        assert result is not None, "Required property 'value' is missing"
        return typing.cast(builtins.str, result)

    @builtins.property
    def ensure(self) -> typing.Optional["DatabaseSpecFdwsOptionsEnsure"]:
        '''
        :schema: DatabaseSpecFdwsOptions#ensure
        '''
        result = self._values.get("ensure")
        return typing.cast(typing.Optional["DatabaseSpecFdwsOptionsEnsure"], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "DatabaseSpecFdwsOptions(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.enum(jsii_type="homelab_cnpg_iocnpgpostgresql.DatabaseSpecFdwsOptionsEnsure")
class DatabaseSpecFdwsOptionsEnsure(enum.Enum):
    '''
    :schema: DatabaseSpecFdwsOptionsEnsure
    '''

    PRESENT = "PRESENT"
    '''present.'''
    ABSENT = "ABSENT"
    '''absent.'''


@jsii.data_type(
    jsii_type="homelab_cnpg_iocnpgpostgresql.DatabaseSpecFdwsUsage",
    jsii_struct_bases=[],
    name_mapping={"name": "name", "type": "type"},
)
class DatabaseSpecFdwsUsage:
    def __init__(
        self,
        *,
        name: builtins.str,
        type: typing.Optional["DatabaseSpecFdwsUsageType"] = None,
    ) -> None:
        '''
        :param name: 
        :param type: 

        :schema: DatabaseSpecFdwsUsage
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__15dbdcb05194428b9f87c8e05332e923060883ecefe2d5846884e3c7d5925de1)
            check_type(argname="argument name", value=name, expected_type=type_hints["name"])
            check_type(argname="argument type", value=type, expected_type=type_hints["type"])
        self._values: typing.Dict[builtins.str, typing.Any] = {
            "name": name,
        }
        if type is not None:
            self._values["type"] = type

    @builtins.property
    def name(self) -> builtins.str:
        '''
        :schema: DatabaseSpecFdwsUsage#name
        '''
        result = self._values.get("name")
        assert result is not None, "Required property 'name' is missing"
        return typing.cast(builtins.str, result)

    @builtins.property
    def type(self) -> typing.Optional["DatabaseSpecFdwsUsageType"]:
        '''
        :schema: DatabaseSpecFdwsUsage#type
        '''
        result = self._values.get("type")
        return typing.cast(typing.Optional["DatabaseSpecFdwsUsageType"], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "DatabaseSpecFdwsUsage(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.enum(jsii_type="homelab_cnpg_iocnpgpostgresql.DatabaseSpecFdwsUsageType")
class DatabaseSpecFdwsUsageType(enum.Enum):
    '''
    :schema: DatabaseSpecFdwsUsageType
    '''

    GRANT = "GRANT"
    '''grant.'''
    REVOKE = "REVOKE"
    '''revoke.'''


@jsii.data_type(
    jsii_type="homelab_cnpg_iocnpgpostgresql.DatabaseSpecSchemas",
    jsii_struct_bases=[],
    name_mapping={"name": "name", "ensure": "ensure", "owner": "owner"},
)
class DatabaseSpecSchemas:
    def __init__(
        self,
        *,
        name: builtins.str,
        ensure: typing.Optional["DatabaseSpecSchemasEnsure"] = None,
        owner: typing.Optional[builtins.str] = None,
    ) -> None:
        '''
        :param name: 
        :param ensure: 
        :param owner: 

        :schema: DatabaseSpecSchemas
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__9047f8e175d9e07977274e185e215e24a158d1a77e1532cdf742fd1bc2276cc8)
            check_type(argname="argument name", value=name, expected_type=type_hints["name"])
            check_type(argname="argument ensure", value=ensure, expected_type=type_hints["ensure"])
            check_type(argname="argument owner", value=owner, expected_type=type_hints["owner"])
        self._values: typing.Dict[builtins.str, typing.Any] = {
            "name": name,
        }
        if ensure is not None:
            self._values["ensure"] = ensure
        if owner is not None:
            self._values["owner"] = owner

    @builtins.property
    def name(self) -> builtins.str:
        '''
        :schema: DatabaseSpecSchemas#name
        '''
        result = self._values.get("name")
        assert result is not None, "Required property 'name' is missing"
        return typing.cast(builtins.str, result)

    @builtins.property
    def ensure(self) -> typing.Optional["DatabaseSpecSchemasEnsure"]:
        '''
        :schema: DatabaseSpecSchemas#ensure
        '''
        result = self._values.get("ensure")
        return typing.cast(typing.Optional["DatabaseSpecSchemasEnsure"], result)

    @builtins.property
    def owner(self) -> typing.Optional[builtins.str]:
        '''
        :schema: DatabaseSpecSchemas#owner
        '''
        result = self._values.get("owner")
        return typing.cast(typing.Optional[builtins.str], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "DatabaseSpecSchemas(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.enum(jsii_type="homelab_cnpg_iocnpgpostgresql.DatabaseSpecSchemasEnsure")
class DatabaseSpecSchemasEnsure(enum.Enum):
    '''
    :schema: DatabaseSpecSchemasEnsure
    '''

    PRESENT = "PRESENT"
    '''present.'''
    ABSENT = "ABSENT"
    '''absent.'''


@jsii.data_type(
    jsii_type="homelab_cnpg_iocnpgpostgresql.DatabaseSpecServers",
    jsii_struct_bases=[],
    name_mapping={
        "fdw": "fdw",
        "name": "name",
        "ensure": "ensure",
        "options": "options",
        "usage": "usage",
    },
)
class DatabaseSpecServers:
    def __init__(
        self,
        *,
        fdw: builtins.str,
        name: builtins.str,
        ensure: typing.Optional["DatabaseSpecServersEnsure"] = None,
        options: typing.Optional[typing.Sequence[typing.Union["DatabaseSpecServersOptions", typing.Dict[builtins.str, typing.Any]]]] = None,
        usage: typing.Optional[typing.Sequence[typing.Union["DatabaseSpecServersUsage", typing.Dict[builtins.str, typing.Any]]]] = None,
    ) -> None:
        '''
        :param fdw: 
        :param name: 
        :param ensure: 
        :param options: 
        :param usage: 

        :schema: DatabaseSpecServers
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__1c85aa04f7e9c67cfb8e27d62604a803865bf6ce77b19497190a0c8718530b89)
            check_type(argname="argument fdw", value=fdw, expected_type=type_hints["fdw"])
            check_type(argname="argument name", value=name, expected_type=type_hints["name"])
            check_type(argname="argument ensure", value=ensure, expected_type=type_hints["ensure"])
            check_type(argname="argument options", value=options, expected_type=type_hints["options"])
            check_type(argname="argument usage", value=usage, expected_type=type_hints["usage"])
        self._values: typing.Dict[builtins.str, typing.Any] = {
            "fdw": fdw,
            "name": name,
        }
        if ensure is not None:
            self._values["ensure"] = ensure
        if options is not None:
            self._values["options"] = options
        if usage is not None:
            self._values["usage"] = usage

    @builtins.property
    def fdw(self) -> builtins.str:
        '''
        :schema: DatabaseSpecServers#fdw
        '''
        result = self._values.get("fdw")
        assert result is not None, "Required property 'fdw' is missing"
        return typing.cast(builtins.str, result)

    @builtins.property
    def name(self) -> builtins.str:
        '''
        :schema: DatabaseSpecServers#name
        '''
        result = self._values.get("name")
        assert result is not None, "Required property 'name' is missing"
        return typing.cast(builtins.str, result)

    @builtins.property
    def ensure(self) -> typing.Optional["DatabaseSpecServersEnsure"]:
        '''
        :schema: DatabaseSpecServers#ensure
        '''
        result = self._values.get("ensure")
        return typing.cast(typing.Optional["DatabaseSpecServersEnsure"], result)

    @builtins.property
    def options(self) -> typing.Optional[typing.List["DatabaseSpecServersOptions"]]:
        '''
        :schema: DatabaseSpecServers#options
        '''
        result = self._values.get("options")
        return typing.cast(typing.Optional[typing.List["DatabaseSpecServersOptions"]], result)

    @builtins.property
    def usage(self) -> typing.Optional[typing.List["DatabaseSpecServersUsage"]]:
        '''
        :schema: DatabaseSpecServers#usage
        '''
        result = self._values.get("usage")
        return typing.cast(typing.Optional[typing.List["DatabaseSpecServersUsage"]], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "DatabaseSpecServers(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.enum(jsii_type="homelab_cnpg_iocnpgpostgresql.DatabaseSpecServersEnsure")
class DatabaseSpecServersEnsure(enum.Enum):
    '''
    :schema: DatabaseSpecServersEnsure
    '''

    PRESENT = "PRESENT"
    '''present.'''
    ABSENT = "ABSENT"
    '''absent.'''


@jsii.data_type(
    jsii_type="homelab_cnpg_iocnpgpostgresql.DatabaseSpecServersOptions",
    jsii_struct_bases=[],
    name_mapping={"name": "name", "value": "value", "ensure": "ensure"},
)
class DatabaseSpecServersOptions:
    def __init__(
        self,
        *,
        name: builtins.str,
        value: builtins.str,
        ensure: typing.Optional["DatabaseSpecServersOptionsEnsure"] = None,
    ) -> None:
        '''
        :param name: 
        :param value: 
        :param ensure: 

        :schema: DatabaseSpecServersOptions
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__c1d01eb5df59440554500e2bb7b57c928d612c40c5d9b9fc5900a978043cad48)
            check_type(argname="argument name", value=name, expected_type=type_hints["name"])
            check_type(argname="argument value", value=value, expected_type=type_hints["value"])
            check_type(argname="argument ensure", value=ensure, expected_type=type_hints["ensure"])
        self._values: typing.Dict[builtins.str, typing.Any] = {
            "name": name,
            "value": value,
        }
        if ensure is not None:
            self._values["ensure"] = ensure

    @builtins.property
    def name(self) -> builtins.str:
        '''
        :schema: DatabaseSpecServersOptions#name
        '''
        result = self._values.get("name")
        assert result is not None, "Required property 'name' is missing"
        return typing.cast(builtins.str, result)

    @builtins.property
    def value(self) -> builtins.str:
        '''
        :schema: DatabaseSpecServersOptions#value
        '''
        result = self._values.get("value")
        assert result is not None, "Required property 'value' is missing"
        return typing.cast(builtins.str, result)

    @builtins.property
    def ensure(self) -> typing.Optional["DatabaseSpecServersOptionsEnsure"]:
        '''
        :schema: DatabaseSpecServersOptions#ensure
        '''
        result = self._values.get("ensure")
        return typing.cast(typing.Optional["DatabaseSpecServersOptionsEnsure"], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "DatabaseSpecServersOptions(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.enum(jsii_type="homelab_cnpg_iocnpgpostgresql.DatabaseSpecServersOptionsEnsure")
class DatabaseSpecServersOptionsEnsure(enum.Enum):
    '''
    :schema: DatabaseSpecServersOptionsEnsure
    '''

    PRESENT = "PRESENT"
    '''present.'''
    ABSENT = "ABSENT"
    '''absent.'''


@jsii.data_type(
    jsii_type="homelab_cnpg_iocnpgpostgresql.DatabaseSpecServersUsage",
    jsii_struct_bases=[],
    name_mapping={"name": "name", "type": "type"},
)
class DatabaseSpecServersUsage:
    def __init__(
        self,
        *,
        name: builtins.str,
        type: typing.Optional["DatabaseSpecServersUsageType"] = None,
    ) -> None:
        '''
        :param name: 
        :param type: 

        :schema: DatabaseSpecServersUsage
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__c1a4fbd647f1924b84f021dcb4beb733fa21f1ddbd79d8039ec0b449064435ca)
            check_type(argname="argument name", value=name, expected_type=type_hints["name"])
            check_type(argname="argument type", value=type, expected_type=type_hints["type"])
        self._values: typing.Dict[builtins.str, typing.Any] = {
            "name": name,
        }
        if type is not None:
            self._values["type"] = type

    @builtins.property
    def name(self) -> builtins.str:
        '''
        :schema: DatabaseSpecServersUsage#name
        '''
        result = self._values.get("name")
        assert result is not None, "Required property 'name' is missing"
        return typing.cast(builtins.str, result)

    @builtins.property
    def type(self) -> typing.Optional["DatabaseSpecServersUsageType"]:
        '''
        :schema: DatabaseSpecServersUsage#type
        '''
        result = self._values.get("type")
        return typing.cast(typing.Optional["DatabaseSpecServersUsageType"], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "DatabaseSpecServersUsage(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.enum(jsii_type="homelab_cnpg_iocnpgpostgresql.DatabaseSpecServersUsageType")
class DatabaseSpecServersUsageType(enum.Enum):
    '''
    :schema: DatabaseSpecServersUsageType
    '''

    GRANT = "GRANT"
    '''grant.'''
    REVOKE = "REVOKE"
    '''revoke.'''


class Pooler(
    _cdk8s_d3d9af27.ApiObject,
    metaclass=jsii.JSIIMeta,
    jsii_type="homelab_cnpg_iocnpgpostgresql.Pooler",
):
    '''
    :schema: Pooler
    '''

    def __init__(
        self,
        scope: "_constructs_77d1e7e8.Construct",
        id: builtins.str,
        *,
        metadata: typing.Union["_cdk8s_d3d9af27.ApiObjectMetadata", typing.Dict[builtins.str, typing.Any]],
        spec: typing.Union["PoolerSpec", typing.Dict[builtins.str, typing.Any]],
    ) -> None:
        '''Defines a "Pooler" API object.

        :param scope: the scope in which to define this object.
        :param id: a scope-local name for the object.
        :param metadata: 
        :param spec: 
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__3578313a2615ca6c29b9959e23a3d4a394db1e666119f0db852600fa58be3003)
            check_type(argname="argument scope", value=scope, expected_type=type_hints["scope"])
            check_type(argname="argument id", value=id, expected_type=type_hints["id"])
        props = PoolerProps(metadata=metadata, spec=spec)

        jsii.create(self.__class__, self, [scope, id, props])

    @jsii.member(jsii_name="manifest")
    @builtins.classmethod
    def manifest(
        cls,
        *,
        metadata: typing.Union["_cdk8s_d3d9af27.ApiObjectMetadata", typing.Dict[builtins.str, typing.Any]],
        spec: typing.Union["PoolerSpec", typing.Dict[builtins.str, typing.Any]],
    ) -> typing.Any:
        '''Renders a Kubernetes manifest for "Pooler".

        This can be used to inline resource manifests inside other objects (e.g. as templates).

        :param metadata: 
        :param spec: 
        '''
        props = PoolerProps(metadata=metadata, spec=spec)

        return typing.cast(typing.Any, jsii.sinvoke(cls, "manifest", [props]))

    @jsii.member(jsii_name="toJson")
    def to_json(self) -> typing.Any:
        '''Renders the object to Kubernetes JSON.'''
        return typing.cast(typing.Any, jsii.invoke(self, "toJson", []))

    @jsii.python.classproperty
    @jsii.member(jsii_name="GVK")
    def GVK(cls) -> "_cdk8s_d3d9af27.GroupVersionKind":
        '''Returns the apiVersion and kind for "Pooler".'''
        return typing.cast("_cdk8s_d3d9af27.GroupVersionKind", jsii.sget(cls, "GVK"))


@jsii.data_type(
    jsii_type="homelab_cnpg_iocnpgpostgresql.PoolerProps",
    jsii_struct_bases=[],
    name_mapping={"metadata": "metadata", "spec": "spec"},
)
class PoolerProps:
    def __init__(
        self,
        *,
        metadata: typing.Union["_cdk8s_d3d9af27.ApiObjectMetadata", typing.Dict[builtins.str, typing.Any]],
        spec: typing.Union["PoolerSpec", typing.Dict[builtins.str, typing.Any]],
    ) -> None:
        '''
        :param metadata: 
        :param spec: 

        :schema: Pooler
        '''
        if isinstance(metadata, dict):
            metadata = _cdk8s_d3d9af27.ApiObjectMetadata(**metadata)
        if isinstance(spec, dict):
            spec = PoolerSpec(**spec)
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__a050f774537f87ff5c09f63aec7d7e9f2420be738bac887f8dad0fa11303f6dc)
            check_type(argname="argument metadata", value=metadata, expected_type=type_hints["metadata"])
            check_type(argname="argument spec", value=spec, expected_type=type_hints["spec"])
        self._values: typing.Dict[builtins.str, typing.Any] = {
            "metadata": metadata,
            "spec": spec,
        }

    @builtins.property
    def metadata(self) -> "_cdk8s_d3d9af27.ApiObjectMetadata":
        '''
        :schema: Pooler#metadata
        '''
        result = self._values.get("metadata")
        assert result is not None, "Required property 'metadata' is missing"
        return typing.cast("_cdk8s_d3d9af27.ApiObjectMetadata", result)

    @builtins.property
    def spec(self) -> "PoolerSpec":
        '''
        :schema: Pooler#spec
        '''
        result = self._values.get("spec")
        assert result is not None, "Required property 'spec' is missing"
        return typing.cast("PoolerSpec", result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "PoolerProps(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="homelab_cnpg_iocnpgpostgresql.PoolerSpec",
    jsii_struct_bases=[],
    name_mapping={
        "cluster": "cluster",
        "pgbouncer": "pgbouncer",
        "deployment_strategy": "deploymentStrategy",
        "instances": "instances",
        "monitoring": "monitoring",
        "service_template": "serviceTemplate",
        "template": "template",
        "type": "type",
    },
)
class PoolerSpec:
    def __init__(
        self,
        *,
        cluster: typing.Union["PoolerSpecCluster", typing.Dict[builtins.str, typing.Any]],
        pgbouncer: typing.Union["PoolerSpecPgbouncer", typing.Dict[builtins.str, typing.Any]],
        deployment_strategy: typing.Optional[typing.Union["PoolerSpecDeploymentStrategy", typing.Dict[builtins.str, typing.Any]]] = None,
        instances: typing.Optional[jsii.Number] = None,
        monitoring: typing.Optional[typing.Union["PoolerSpecMonitoring", typing.Dict[builtins.str, typing.Any]]] = None,
        service_template: typing.Any = None,
        template: typing.Any = None,
        type: typing.Optional["PoolerSpecType"] = None,
    ) -> None:
        '''
        :param cluster: 
        :param pgbouncer: 
        :param deployment_strategy: 
        :param instances: 
        :param monitoring: 
        :param service_template: 
        :param template: 
        :param type: 

        :schema: PoolerSpec
        '''
        if isinstance(cluster, dict):
            cluster = PoolerSpecCluster(**cluster)
        if isinstance(pgbouncer, dict):
            pgbouncer = PoolerSpecPgbouncer(**pgbouncer)
        if isinstance(deployment_strategy, dict):
            deployment_strategy = PoolerSpecDeploymentStrategy(**deployment_strategy)
        if isinstance(monitoring, dict):
            monitoring = PoolerSpecMonitoring(**monitoring)
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__b0073fe2a5cb0d53df2850d9f5ef8ea2b0a77ab5922e612ec0b7b015be360293)
            check_type(argname="argument cluster", value=cluster, expected_type=type_hints["cluster"])
            check_type(argname="argument pgbouncer", value=pgbouncer, expected_type=type_hints["pgbouncer"])
            check_type(argname="argument deployment_strategy", value=deployment_strategy, expected_type=type_hints["deployment_strategy"])
            check_type(argname="argument instances", value=instances, expected_type=type_hints["instances"])
            check_type(argname="argument monitoring", value=monitoring, expected_type=type_hints["monitoring"])
            check_type(argname="argument service_template", value=service_template, expected_type=type_hints["service_template"])
            check_type(argname="argument template", value=template, expected_type=type_hints["template"])
            check_type(argname="argument type", value=type, expected_type=type_hints["type"])
        self._values: typing.Dict[builtins.str, typing.Any] = {
            "cluster": cluster,
            "pgbouncer": pgbouncer,
        }
        if deployment_strategy is not None:
            self._values["deployment_strategy"] = deployment_strategy
        if instances is not None:
            self._values["instances"] = instances
        if monitoring is not None:
            self._values["monitoring"] = monitoring
        if service_template is not None:
            self._values["service_template"] = service_template
        if template is not None:
            self._values["template"] = template
        if type is not None:
            self._values["type"] = type

    @builtins.property
    def cluster(self) -> "PoolerSpecCluster":
        '''
        :schema: PoolerSpec#cluster
        '''
        result = self._values.get("cluster")
        assert result is not None, "Required property 'cluster' is missing"
        return typing.cast("PoolerSpecCluster", result)

    @builtins.property
    def pgbouncer(self) -> "PoolerSpecPgbouncer":
        '''
        :schema: PoolerSpec#pgbouncer
        '''
        result = self._values.get("pgbouncer")
        assert result is not None, "Required property 'pgbouncer' is missing"
        return typing.cast("PoolerSpecPgbouncer", result)

    @builtins.property
    def deployment_strategy(self) -> typing.Optional["PoolerSpecDeploymentStrategy"]:
        '''
        :schema: PoolerSpec#deploymentStrategy
        '''
        result = self._values.get("deployment_strategy")
        return typing.cast(typing.Optional["PoolerSpecDeploymentStrategy"], result)

    @builtins.property
    def instances(self) -> typing.Optional[jsii.Number]:
        '''
        :schema: PoolerSpec#instances
        '''
        result = self._values.get("instances")
        return typing.cast(typing.Optional[jsii.Number], result)

    @builtins.property
    def monitoring(self) -> typing.Optional["PoolerSpecMonitoring"]:
        '''
        :schema: PoolerSpec#monitoring
        '''
        result = self._values.get("monitoring")
        return typing.cast(typing.Optional["PoolerSpecMonitoring"], result)

    @builtins.property
    def service_template(self) -> typing.Any:
        '''
        :schema: PoolerSpec#serviceTemplate
        '''
        result = self._values.get("service_template")
        return typing.cast(typing.Any, result)

    @builtins.property
    def template(self) -> typing.Any:
        '''
        :schema: PoolerSpec#template
        '''
        result = self._values.get("template")
        return typing.cast(typing.Any, result)

    @builtins.property
    def type(self) -> typing.Optional["PoolerSpecType"]:
        '''
        :schema: PoolerSpec#type
        '''
        result = self._values.get("type")
        return typing.cast(typing.Optional["PoolerSpecType"], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "PoolerSpec(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="homelab_cnpg_iocnpgpostgresql.PoolerSpecCluster",
    jsii_struct_bases=[],
    name_mapping={"name": "name"},
)
class PoolerSpecCluster:
    def __init__(self, *, name: builtins.str) -> None:
        '''
        :param name: 

        :schema: PoolerSpecCluster
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__df8fd27cb5d3431b0c5be87a97dd7a4d5da51d0f92c84f685dc08d0cc9f71264)
            check_type(argname="argument name", value=name, expected_type=type_hints["name"])
        self._values: typing.Dict[builtins.str, typing.Any] = {
            "name": name,
        }

    @builtins.property
    def name(self) -> builtins.str:
        '''
        :schema: PoolerSpecCluster#name
        '''
        result = self._values.get("name")
        assert result is not None, "Required property 'name' is missing"
        return typing.cast(builtins.str, result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "PoolerSpecCluster(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="homelab_cnpg_iocnpgpostgresql.PoolerSpecDeploymentStrategy",
    jsii_struct_bases=[],
    name_mapping={"rolling_update": "rollingUpdate", "type": "type"},
)
class PoolerSpecDeploymentStrategy:
    def __init__(
        self,
        *,
        rolling_update: typing.Optional[typing.Union["PoolerSpecDeploymentStrategyRollingUpdate", typing.Dict[builtins.str, typing.Any]]] = None,
        type: typing.Optional[builtins.str] = None,
    ) -> None:
        '''
        :param rolling_update: 
        :param type: 

        :schema: PoolerSpecDeploymentStrategy
        '''
        if isinstance(rolling_update, dict):
            rolling_update = PoolerSpecDeploymentStrategyRollingUpdate(**rolling_update)
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__99fd0ebebd532aac50961985b558ee30299912d7345775bf8ab1a44729ac51db)
            check_type(argname="argument rolling_update", value=rolling_update, expected_type=type_hints["rolling_update"])
            check_type(argname="argument type", value=type, expected_type=type_hints["type"])
        self._values: typing.Dict[builtins.str, typing.Any] = {}
        if rolling_update is not None:
            self._values["rolling_update"] = rolling_update
        if type is not None:
            self._values["type"] = type

    @builtins.property
    def rolling_update(
        self,
    ) -> typing.Optional["PoolerSpecDeploymentStrategyRollingUpdate"]:
        '''
        :schema: PoolerSpecDeploymentStrategy#rollingUpdate
        '''
        result = self._values.get("rolling_update")
        return typing.cast(typing.Optional["PoolerSpecDeploymentStrategyRollingUpdate"], result)

    @builtins.property
    def type(self) -> typing.Optional[builtins.str]:
        '''
        :schema: PoolerSpecDeploymentStrategy#type
        '''
        result = self._values.get("type")
        return typing.cast(typing.Optional[builtins.str], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "PoolerSpecDeploymentStrategy(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="homelab_cnpg_iocnpgpostgresql.PoolerSpecDeploymentStrategyRollingUpdate",
    jsii_struct_bases=[],
    name_mapping={"max_surge": "maxSurge", "max_unavailable": "maxUnavailable"},
)
class PoolerSpecDeploymentStrategyRollingUpdate:
    def __init__(
        self,
        *,
        max_surge: typing.Optional["PoolerSpecDeploymentStrategyRollingUpdateMaxSurge"] = None,
        max_unavailable: typing.Optional["PoolerSpecDeploymentStrategyRollingUpdateMaxUnavailable"] = None,
    ) -> None:
        '''
        :param max_surge: 
        :param max_unavailable: 

        :schema: PoolerSpecDeploymentStrategyRollingUpdate
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__50af5171193c396775fe221f674395fdd074daf9d0640cd9644a259b0cfde2c9)
            check_type(argname="argument max_surge", value=max_surge, expected_type=type_hints["max_surge"])
            check_type(argname="argument max_unavailable", value=max_unavailable, expected_type=type_hints["max_unavailable"])
        self._values: typing.Dict[builtins.str, typing.Any] = {}
        if max_surge is not None:
            self._values["max_surge"] = max_surge
        if max_unavailable is not None:
            self._values["max_unavailable"] = max_unavailable

    @builtins.property
    def max_surge(
        self,
    ) -> typing.Optional["PoolerSpecDeploymentStrategyRollingUpdateMaxSurge"]:
        '''
        :schema: PoolerSpecDeploymentStrategyRollingUpdate#maxSurge
        '''
        result = self._values.get("max_surge")
        return typing.cast(typing.Optional["PoolerSpecDeploymentStrategyRollingUpdateMaxSurge"], result)

    @builtins.property
    def max_unavailable(
        self,
    ) -> typing.Optional["PoolerSpecDeploymentStrategyRollingUpdateMaxUnavailable"]:
        '''
        :schema: PoolerSpecDeploymentStrategyRollingUpdate#maxUnavailable
        '''
        result = self._values.get("max_unavailable")
        return typing.cast(typing.Optional["PoolerSpecDeploymentStrategyRollingUpdateMaxUnavailable"], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "PoolerSpecDeploymentStrategyRollingUpdate(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


class PoolerSpecDeploymentStrategyRollingUpdateMaxSurge(
    metaclass=jsii.JSIIMeta,
    jsii_type="homelab_cnpg_iocnpgpostgresql.PoolerSpecDeploymentStrategyRollingUpdateMaxSurge",
):
    '''
    :schema: PoolerSpecDeploymentStrategyRollingUpdateMaxSurge
    '''

    @jsii.member(jsii_name="fromNumber")
    @builtins.classmethod
    def from_number(
        cls,
        value: jsii.Number,
    ) -> "PoolerSpecDeploymentStrategyRollingUpdateMaxSurge":
        '''
        :param value: -
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__0f69aa6a75fad89257e9c1009a715c49f32b8680a27d837f14629da4a1686cf2)
            check_type(argname="argument value", value=value, expected_type=type_hints["value"])
        return typing.cast("PoolerSpecDeploymentStrategyRollingUpdateMaxSurge", jsii.sinvoke(cls, "fromNumber", [value]))

    @jsii.member(jsii_name="fromString")
    @builtins.classmethod
    def from_string(
        cls,
        value: builtins.str,
    ) -> "PoolerSpecDeploymentStrategyRollingUpdateMaxSurge":
        '''
        :param value: -
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__948be786f9423be7dfb1528277b490e99c7ed50fd963b139febbd8b5802a4de8)
            check_type(argname="argument value", value=value, expected_type=type_hints["value"])
        return typing.cast("PoolerSpecDeploymentStrategyRollingUpdateMaxSurge", jsii.sinvoke(cls, "fromString", [value]))

    @builtins.property
    @jsii.member(jsii_name="value")
    def value(self) -> typing.Union[builtins.str, jsii.Number]:
        return typing.cast(typing.Union[builtins.str, jsii.Number], jsii.get(self, "value"))


class PoolerSpecDeploymentStrategyRollingUpdateMaxUnavailable(
    metaclass=jsii.JSIIMeta,
    jsii_type="homelab_cnpg_iocnpgpostgresql.PoolerSpecDeploymentStrategyRollingUpdateMaxUnavailable",
):
    '''
    :schema: PoolerSpecDeploymentStrategyRollingUpdateMaxUnavailable
    '''

    @jsii.member(jsii_name="fromNumber")
    @builtins.classmethod
    def from_number(
        cls,
        value: jsii.Number,
    ) -> "PoolerSpecDeploymentStrategyRollingUpdateMaxUnavailable":
        '''
        :param value: -
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__5493635de8d58692aeaac96df0a263e8e3a20081d8908d8156f03422445a2454)
            check_type(argname="argument value", value=value, expected_type=type_hints["value"])
        return typing.cast("PoolerSpecDeploymentStrategyRollingUpdateMaxUnavailable", jsii.sinvoke(cls, "fromNumber", [value]))

    @jsii.member(jsii_name="fromString")
    @builtins.classmethod
    def from_string(
        cls,
        value: builtins.str,
    ) -> "PoolerSpecDeploymentStrategyRollingUpdateMaxUnavailable":
        '''
        :param value: -
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__2b83a7e2b48738f6df756a0472fb6299f677aa390ec6198a7ad255198dc52c01)
            check_type(argname="argument value", value=value, expected_type=type_hints["value"])
        return typing.cast("PoolerSpecDeploymentStrategyRollingUpdateMaxUnavailable", jsii.sinvoke(cls, "fromString", [value]))

    @builtins.property
    @jsii.member(jsii_name="value")
    def value(self) -> typing.Union[builtins.str, jsii.Number]:
        return typing.cast(typing.Union[builtins.str, jsii.Number], jsii.get(self, "value"))


@jsii.data_type(
    jsii_type="homelab_cnpg_iocnpgpostgresql.PoolerSpecMonitoring",
    jsii_struct_bases=[],
    name_mapping={
        "enable_pod_monitor": "enablePodMonitor",
        "pod_monitor_metric_relabelings": "podMonitorMetricRelabelings",
        "pod_monitor_relabelings": "podMonitorRelabelings",
    },
)
class PoolerSpecMonitoring:
    def __init__(
        self,
        *,
        enable_pod_monitor: typing.Optional[builtins.bool] = None,
        pod_monitor_metric_relabelings: typing.Optional[typing.Sequence[typing.Union["PoolerSpecMonitoringPodMonitorMetricRelabelings", typing.Dict[builtins.str, typing.Any]]]] = None,
        pod_monitor_relabelings: typing.Optional[typing.Sequence[typing.Union["PoolerSpecMonitoringPodMonitorRelabelings", typing.Dict[builtins.str, typing.Any]]]] = None,
    ) -> None:
        '''
        :param enable_pod_monitor: 
        :param pod_monitor_metric_relabelings: 
        :param pod_monitor_relabelings: 

        :schema: PoolerSpecMonitoring
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__81eec49e7b98f8fdd319a14e9439653f0678e9562863a8a806a4375656da8265)
            check_type(argname="argument enable_pod_monitor", value=enable_pod_monitor, expected_type=type_hints["enable_pod_monitor"])
            check_type(argname="argument pod_monitor_metric_relabelings", value=pod_monitor_metric_relabelings, expected_type=type_hints["pod_monitor_metric_relabelings"])
            check_type(argname="argument pod_monitor_relabelings", value=pod_monitor_relabelings, expected_type=type_hints["pod_monitor_relabelings"])
        self._values: typing.Dict[builtins.str, typing.Any] = {}
        if enable_pod_monitor is not None:
            self._values["enable_pod_monitor"] = enable_pod_monitor
        if pod_monitor_metric_relabelings is not None:
            self._values["pod_monitor_metric_relabelings"] = pod_monitor_metric_relabelings
        if pod_monitor_relabelings is not None:
            self._values["pod_monitor_relabelings"] = pod_monitor_relabelings

    @builtins.property
    def enable_pod_monitor(self) -> typing.Optional[builtins.bool]:
        '''
        :schema: PoolerSpecMonitoring#enablePodMonitor
        '''
        result = self._values.get("enable_pod_monitor")
        return typing.cast(typing.Optional[builtins.bool], result)

    @builtins.property
    def pod_monitor_metric_relabelings(
        self,
    ) -> typing.Optional[typing.List["PoolerSpecMonitoringPodMonitorMetricRelabelings"]]:
        '''
        :schema: PoolerSpecMonitoring#podMonitorMetricRelabelings
        '''
        result = self._values.get("pod_monitor_metric_relabelings")
        return typing.cast(typing.Optional[typing.List["PoolerSpecMonitoringPodMonitorMetricRelabelings"]], result)

    @builtins.property
    def pod_monitor_relabelings(
        self,
    ) -> typing.Optional[typing.List["PoolerSpecMonitoringPodMonitorRelabelings"]]:
        '''
        :schema: PoolerSpecMonitoring#podMonitorRelabelings
        '''
        result = self._values.get("pod_monitor_relabelings")
        return typing.cast(typing.Optional[typing.List["PoolerSpecMonitoringPodMonitorRelabelings"]], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "PoolerSpecMonitoring(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="homelab_cnpg_iocnpgpostgresql.PoolerSpecMonitoringPodMonitorMetricRelabelings",
    jsii_struct_bases=[],
    name_mapping={
        "action": "action",
        "modulus": "modulus",
        "regex": "regex",
        "replacement": "replacement",
        "separator": "separator",
        "source_labels": "sourceLabels",
        "target_label": "targetLabel",
    },
)
class PoolerSpecMonitoringPodMonitorMetricRelabelings:
    def __init__(
        self,
        *,
        action: typing.Optional["PoolerSpecMonitoringPodMonitorMetricRelabelingsAction"] = None,
        modulus: typing.Optional[jsii.Number] = None,
        regex: typing.Optional[builtins.str] = None,
        replacement: typing.Optional[builtins.str] = None,
        separator: typing.Optional[builtins.str] = None,
        source_labels: typing.Optional[typing.Sequence[builtins.str]] = None,
        target_label: typing.Optional[builtins.str] = None,
    ) -> None:
        '''
        :param action: 
        :param modulus: 
        :param regex: 
        :param replacement: 
        :param separator: 
        :param source_labels: 
        :param target_label: 

        :schema: PoolerSpecMonitoringPodMonitorMetricRelabelings
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__f58190c96ff63a130fc5703324ce6db02655071fddf0c8ec6a5e86fe0e1f2373)
            check_type(argname="argument action", value=action, expected_type=type_hints["action"])
            check_type(argname="argument modulus", value=modulus, expected_type=type_hints["modulus"])
            check_type(argname="argument regex", value=regex, expected_type=type_hints["regex"])
            check_type(argname="argument replacement", value=replacement, expected_type=type_hints["replacement"])
            check_type(argname="argument separator", value=separator, expected_type=type_hints["separator"])
            check_type(argname="argument source_labels", value=source_labels, expected_type=type_hints["source_labels"])
            check_type(argname="argument target_label", value=target_label, expected_type=type_hints["target_label"])
        self._values: typing.Dict[builtins.str, typing.Any] = {}
        if action is not None:
            self._values["action"] = action
        if modulus is not None:
            self._values["modulus"] = modulus
        if regex is not None:
            self._values["regex"] = regex
        if replacement is not None:
            self._values["replacement"] = replacement
        if separator is not None:
            self._values["separator"] = separator
        if source_labels is not None:
            self._values["source_labels"] = source_labels
        if target_label is not None:
            self._values["target_label"] = target_label

    @builtins.property
    def action(
        self,
    ) -> typing.Optional["PoolerSpecMonitoringPodMonitorMetricRelabelingsAction"]:
        '''
        :schema: PoolerSpecMonitoringPodMonitorMetricRelabelings#action
        '''
        result = self._values.get("action")
        return typing.cast(typing.Optional["PoolerSpecMonitoringPodMonitorMetricRelabelingsAction"], result)

    @builtins.property
    def modulus(self) -> typing.Optional[jsii.Number]:
        '''
        :schema: PoolerSpecMonitoringPodMonitorMetricRelabelings#modulus
        '''
        result = self._values.get("modulus")
        return typing.cast(typing.Optional[jsii.Number], result)

    @builtins.property
    def regex(self) -> typing.Optional[builtins.str]:
        '''
        :schema: PoolerSpecMonitoringPodMonitorMetricRelabelings#regex
        '''
        result = self._values.get("regex")
        return typing.cast(typing.Optional[builtins.str], result)

    @builtins.property
    def replacement(self) -> typing.Optional[builtins.str]:
        '''
        :schema: PoolerSpecMonitoringPodMonitorMetricRelabelings#replacement
        '''
        result = self._values.get("replacement")
        return typing.cast(typing.Optional[builtins.str], result)

    @builtins.property
    def separator(self) -> typing.Optional[builtins.str]:
        '''
        :schema: PoolerSpecMonitoringPodMonitorMetricRelabelings#separator
        '''
        result = self._values.get("separator")
        return typing.cast(typing.Optional[builtins.str], result)

    @builtins.property
    def source_labels(self) -> typing.Optional[typing.List[builtins.str]]:
        '''
        :schema: PoolerSpecMonitoringPodMonitorMetricRelabelings#sourceLabels
        '''
        result = self._values.get("source_labels")
        return typing.cast(typing.Optional[typing.List[builtins.str]], result)

    @builtins.property
    def target_label(self) -> typing.Optional[builtins.str]:
        '''
        :schema: PoolerSpecMonitoringPodMonitorMetricRelabelings#targetLabel
        '''
        result = self._values.get("target_label")
        return typing.cast(typing.Optional[builtins.str], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "PoolerSpecMonitoringPodMonitorMetricRelabelings(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.enum(
    jsii_type="homelab_cnpg_iocnpgpostgresql.PoolerSpecMonitoringPodMonitorMetricRelabelingsAction"
)
class PoolerSpecMonitoringPodMonitorMetricRelabelingsAction(enum.Enum):
    '''
    :schema: PoolerSpecMonitoringPodMonitorMetricRelabelingsAction
    '''

    REPLACE = "REPLACE"
    '''replace.'''
    KEEP = "KEEP"
    '''keep.'''
    DROP = "DROP"
    '''drop.'''
    HASHMOD = "HASHMOD"
    '''hashmod.'''
    LABELMAP = "LABELMAP"
    '''labelmap.'''
    LABELDROP = "LABELDROP"
    '''labeldrop.'''
    LABELKEEP = "LABELKEEP"
    '''labelkeep.'''
    LOWERCASE = "LOWERCASE"
    '''lowercase.'''
    UPPERCASE = "UPPERCASE"
    '''uppercase.'''
    KEEPEQUAL = "KEEPEQUAL"
    '''keepequal.'''
    DROPEQUAL = "DROPEQUAL"
    '''dropequal.'''


@jsii.data_type(
    jsii_type="homelab_cnpg_iocnpgpostgresql.PoolerSpecMonitoringPodMonitorRelabelings",
    jsii_struct_bases=[],
    name_mapping={
        "action": "action",
        "modulus": "modulus",
        "regex": "regex",
        "replacement": "replacement",
        "separator": "separator",
        "source_labels": "sourceLabels",
        "target_label": "targetLabel",
    },
)
class PoolerSpecMonitoringPodMonitorRelabelings:
    def __init__(
        self,
        *,
        action: typing.Optional["PoolerSpecMonitoringPodMonitorRelabelingsAction"] = None,
        modulus: typing.Optional[jsii.Number] = None,
        regex: typing.Optional[builtins.str] = None,
        replacement: typing.Optional[builtins.str] = None,
        separator: typing.Optional[builtins.str] = None,
        source_labels: typing.Optional[typing.Sequence[builtins.str]] = None,
        target_label: typing.Optional[builtins.str] = None,
    ) -> None:
        '''
        :param action: 
        :param modulus: 
        :param regex: 
        :param replacement: 
        :param separator: 
        :param source_labels: 
        :param target_label: 

        :schema: PoolerSpecMonitoringPodMonitorRelabelings
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__a33e2538ba72543fe776a8e16b560e6005664598b014d4dbc2c3f2e36d72b6e2)
            check_type(argname="argument action", value=action, expected_type=type_hints["action"])
            check_type(argname="argument modulus", value=modulus, expected_type=type_hints["modulus"])
            check_type(argname="argument regex", value=regex, expected_type=type_hints["regex"])
            check_type(argname="argument replacement", value=replacement, expected_type=type_hints["replacement"])
            check_type(argname="argument separator", value=separator, expected_type=type_hints["separator"])
            check_type(argname="argument source_labels", value=source_labels, expected_type=type_hints["source_labels"])
            check_type(argname="argument target_label", value=target_label, expected_type=type_hints["target_label"])
        self._values: typing.Dict[builtins.str, typing.Any] = {}
        if action is not None:
            self._values["action"] = action
        if modulus is not None:
            self._values["modulus"] = modulus
        if regex is not None:
            self._values["regex"] = regex
        if replacement is not None:
            self._values["replacement"] = replacement
        if separator is not None:
            self._values["separator"] = separator
        if source_labels is not None:
            self._values["source_labels"] = source_labels
        if target_label is not None:
            self._values["target_label"] = target_label

    @builtins.property
    def action(
        self,
    ) -> typing.Optional["PoolerSpecMonitoringPodMonitorRelabelingsAction"]:
        '''
        :schema: PoolerSpecMonitoringPodMonitorRelabelings#action
        '''
        result = self._values.get("action")
        return typing.cast(typing.Optional["PoolerSpecMonitoringPodMonitorRelabelingsAction"], result)

    @builtins.property
    def modulus(self) -> typing.Optional[jsii.Number]:
        '''
        :schema: PoolerSpecMonitoringPodMonitorRelabelings#modulus
        '''
        result = self._values.get("modulus")
        return typing.cast(typing.Optional[jsii.Number], result)

    @builtins.property
    def regex(self) -> typing.Optional[builtins.str]:
        '''
        :schema: PoolerSpecMonitoringPodMonitorRelabelings#regex
        '''
        result = self._values.get("regex")
        return typing.cast(typing.Optional[builtins.str], result)

    @builtins.property
    def replacement(self) -> typing.Optional[builtins.str]:
        '''
        :schema: PoolerSpecMonitoringPodMonitorRelabelings#replacement
        '''
        result = self._values.get("replacement")
        return typing.cast(typing.Optional[builtins.str], result)

    @builtins.property
    def separator(self) -> typing.Optional[builtins.str]:
        '''
        :schema: PoolerSpecMonitoringPodMonitorRelabelings#separator
        '''
        result = self._values.get("separator")
        return typing.cast(typing.Optional[builtins.str], result)

    @builtins.property
    def source_labels(self) -> typing.Optional[typing.List[builtins.str]]:
        '''
        :schema: PoolerSpecMonitoringPodMonitorRelabelings#sourceLabels
        '''
        result = self._values.get("source_labels")
        return typing.cast(typing.Optional[typing.List[builtins.str]], result)

    @builtins.property
    def target_label(self) -> typing.Optional[builtins.str]:
        '''
        :schema: PoolerSpecMonitoringPodMonitorRelabelings#targetLabel
        '''
        result = self._values.get("target_label")
        return typing.cast(typing.Optional[builtins.str], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "PoolerSpecMonitoringPodMonitorRelabelings(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.enum(
    jsii_type="homelab_cnpg_iocnpgpostgresql.PoolerSpecMonitoringPodMonitorRelabelingsAction"
)
class PoolerSpecMonitoringPodMonitorRelabelingsAction(enum.Enum):
    '''
    :schema: PoolerSpecMonitoringPodMonitorRelabelingsAction
    '''

    REPLACE = "REPLACE"
    '''replace.'''
    KEEP = "KEEP"
    '''keep.'''
    DROP = "DROP"
    '''drop.'''
    HASHMOD = "HASHMOD"
    '''hashmod.'''
    LABELMAP = "LABELMAP"
    '''labelmap.'''
    LABELDROP = "LABELDROP"
    '''labeldrop.'''
    LABELKEEP = "LABELKEEP"
    '''labelkeep.'''
    LOWERCASE = "LOWERCASE"
    '''lowercase.'''
    UPPERCASE = "UPPERCASE"
    '''uppercase.'''
    KEEPEQUAL = "KEEPEQUAL"
    '''keepequal.'''
    DROPEQUAL = "DROPEQUAL"
    '''dropequal.'''


@jsii.data_type(
    jsii_type="homelab_cnpg_iocnpgpostgresql.PoolerSpecPgbouncer",
    jsii_struct_bases=[],
    name_mapping={
        "auth_query": "authQuery",
        "auth_query_secret": "authQuerySecret",
        "client_ca_secret": "clientCaSecret",
        "client_tls_secret": "clientTlsSecret",
        "parameters": "parameters",
        "paused": "paused",
        "pg_hba": "pgHba",
        "pool_mode": "poolMode",
        "server_ca_secret": "serverCaSecret",
        "server_tls_secret": "serverTlsSecret",
    },
)
class PoolerSpecPgbouncer:
    def __init__(
        self,
        *,
        auth_query: typing.Optional[builtins.str] = None,
        auth_query_secret: typing.Optional[typing.Union["PoolerSpecPgbouncerAuthQuerySecret", typing.Dict[builtins.str, typing.Any]]] = None,
        client_ca_secret: typing.Optional[typing.Union["PoolerSpecPgbouncerClientCaSecret", typing.Dict[builtins.str, typing.Any]]] = None,
        client_tls_secret: typing.Optional[typing.Union["PoolerSpecPgbouncerClientTlsSecret", typing.Dict[builtins.str, typing.Any]]] = None,
        parameters: typing.Optional[typing.Mapping[builtins.str, builtins.str]] = None,
        paused: typing.Optional[builtins.bool] = None,
        pg_hba: typing.Optional[typing.Sequence[builtins.str]] = None,
        pool_mode: typing.Optional["PoolerSpecPgbouncerPoolMode"] = None,
        server_ca_secret: typing.Optional[typing.Union["PoolerSpecPgbouncerServerCaSecret", typing.Dict[builtins.str, typing.Any]]] = None,
        server_tls_secret: typing.Optional[typing.Union["PoolerSpecPgbouncerServerTlsSecret", typing.Dict[builtins.str, typing.Any]]] = None,
    ) -> None:
        '''
        :param auth_query: 
        :param auth_query_secret: 
        :param client_ca_secret: 
        :param client_tls_secret: 
        :param parameters: 
        :param paused: 
        :param pg_hba: 
        :param pool_mode: 
        :param server_ca_secret: 
        :param server_tls_secret: 

        :schema: PoolerSpecPgbouncer
        '''
        if isinstance(auth_query_secret, dict):
            auth_query_secret = PoolerSpecPgbouncerAuthQuerySecret(**auth_query_secret)
        if isinstance(client_ca_secret, dict):
            client_ca_secret = PoolerSpecPgbouncerClientCaSecret(**client_ca_secret)
        if isinstance(client_tls_secret, dict):
            client_tls_secret = PoolerSpecPgbouncerClientTlsSecret(**client_tls_secret)
        if isinstance(server_ca_secret, dict):
            server_ca_secret = PoolerSpecPgbouncerServerCaSecret(**server_ca_secret)
        if isinstance(server_tls_secret, dict):
            server_tls_secret = PoolerSpecPgbouncerServerTlsSecret(**server_tls_secret)
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__dc18f516bdfb1e3916f2c915808fb1f0fca918ff896c4fde80384c58e0fd041d)
            check_type(argname="argument auth_query", value=auth_query, expected_type=type_hints["auth_query"])
            check_type(argname="argument auth_query_secret", value=auth_query_secret, expected_type=type_hints["auth_query_secret"])
            check_type(argname="argument client_ca_secret", value=client_ca_secret, expected_type=type_hints["client_ca_secret"])
            check_type(argname="argument client_tls_secret", value=client_tls_secret, expected_type=type_hints["client_tls_secret"])
            check_type(argname="argument parameters", value=parameters, expected_type=type_hints["parameters"])
            check_type(argname="argument paused", value=paused, expected_type=type_hints["paused"])
            check_type(argname="argument pg_hba", value=pg_hba, expected_type=type_hints["pg_hba"])
            check_type(argname="argument pool_mode", value=pool_mode, expected_type=type_hints["pool_mode"])
            check_type(argname="argument server_ca_secret", value=server_ca_secret, expected_type=type_hints["server_ca_secret"])
            check_type(argname="argument server_tls_secret", value=server_tls_secret, expected_type=type_hints["server_tls_secret"])
        self._values: typing.Dict[builtins.str, typing.Any] = {}
        if auth_query is not None:
            self._values["auth_query"] = auth_query
        if auth_query_secret is not None:
            self._values["auth_query_secret"] = auth_query_secret
        if client_ca_secret is not None:
            self._values["client_ca_secret"] = client_ca_secret
        if client_tls_secret is not None:
            self._values["client_tls_secret"] = client_tls_secret
        if parameters is not None:
            self._values["parameters"] = parameters
        if paused is not None:
            self._values["paused"] = paused
        if pg_hba is not None:
            self._values["pg_hba"] = pg_hba
        if pool_mode is not None:
            self._values["pool_mode"] = pool_mode
        if server_ca_secret is not None:
            self._values["server_ca_secret"] = server_ca_secret
        if server_tls_secret is not None:
            self._values["server_tls_secret"] = server_tls_secret

    @builtins.property
    def auth_query(self) -> typing.Optional[builtins.str]:
        '''
        :schema: PoolerSpecPgbouncer#authQuery
        '''
        result = self._values.get("auth_query")
        return typing.cast(typing.Optional[builtins.str], result)

    @builtins.property
    def auth_query_secret(
        self,
    ) -> typing.Optional["PoolerSpecPgbouncerAuthQuerySecret"]:
        '''
        :schema: PoolerSpecPgbouncer#authQuerySecret
        '''
        result = self._values.get("auth_query_secret")
        return typing.cast(typing.Optional["PoolerSpecPgbouncerAuthQuerySecret"], result)

    @builtins.property
    def client_ca_secret(self) -> typing.Optional["PoolerSpecPgbouncerClientCaSecret"]:
        '''
        :schema: PoolerSpecPgbouncer#clientCASecret
        '''
        result = self._values.get("client_ca_secret")
        return typing.cast(typing.Optional["PoolerSpecPgbouncerClientCaSecret"], result)

    @builtins.property
    def client_tls_secret(
        self,
    ) -> typing.Optional["PoolerSpecPgbouncerClientTlsSecret"]:
        '''
        :schema: PoolerSpecPgbouncer#clientTLSSecret
        '''
        result = self._values.get("client_tls_secret")
        return typing.cast(typing.Optional["PoolerSpecPgbouncerClientTlsSecret"], result)

    @builtins.property
    def parameters(self) -> typing.Optional[typing.Mapping[builtins.str, builtins.str]]:
        '''
        :schema: PoolerSpecPgbouncer#parameters
        '''
        result = self._values.get("parameters")
        return typing.cast(typing.Optional[typing.Mapping[builtins.str, builtins.str]], result)

    @builtins.property
    def paused(self) -> typing.Optional[builtins.bool]:
        '''
        :schema: PoolerSpecPgbouncer#paused
        '''
        result = self._values.get("paused")
        return typing.cast(typing.Optional[builtins.bool], result)

    @builtins.property
    def pg_hba(self) -> typing.Optional[typing.List[builtins.str]]:
        '''
        :schema: PoolerSpecPgbouncer#pg_hba
        '''
        result = self._values.get("pg_hba")
        return typing.cast(typing.Optional[typing.List[builtins.str]], result)

    @builtins.property
    def pool_mode(self) -> typing.Optional["PoolerSpecPgbouncerPoolMode"]:
        '''
        :schema: PoolerSpecPgbouncer#poolMode
        '''
        result = self._values.get("pool_mode")
        return typing.cast(typing.Optional["PoolerSpecPgbouncerPoolMode"], result)

    @builtins.property
    def server_ca_secret(self) -> typing.Optional["PoolerSpecPgbouncerServerCaSecret"]:
        '''
        :schema: PoolerSpecPgbouncer#serverCASecret
        '''
        result = self._values.get("server_ca_secret")
        return typing.cast(typing.Optional["PoolerSpecPgbouncerServerCaSecret"], result)

    @builtins.property
    def server_tls_secret(
        self,
    ) -> typing.Optional["PoolerSpecPgbouncerServerTlsSecret"]:
        '''
        :schema: PoolerSpecPgbouncer#serverTLSSecret
        '''
        result = self._values.get("server_tls_secret")
        return typing.cast(typing.Optional["PoolerSpecPgbouncerServerTlsSecret"], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "PoolerSpecPgbouncer(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="homelab_cnpg_iocnpgpostgresql.PoolerSpecPgbouncerAuthQuerySecret",
    jsii_struct_bases=[],
    name_mapping={"name": "name"},
)
class PoolerSpecPgbouncerAuthQuerySecret:
    def __init__(self, *, name: builtins.str) -> None:
        '''
        :param name: 

        :schema: PoolerSpecPgbouncerAuthQuerySecret
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__2ae971bdba290c09826a2abc590a68db8d5f0f8ef06616bf714a34304c1a9d7d)
            check_type(argname="argument name", value=name, expected_type=type_hints["name"])
        self._values: typing.Dict[builtins.str, typing.Any] = {
            "name": name,
        }

    @builtins.property
    def name(self) -> builtins.str:
        '''
        :schema: PoolerSpecPgbouncerAuthQuerySecret#name
        '''
        result = self._values.get("name")
        assert result is not None, "Required property 'name' is missing"
        return typing.cast(builtins.str, result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "PoolerSpecPgbouncerAuthQuerySecret(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="homelab_cnpg_iocnpgpostgresql.PoolerSpecPgbouncerClientCaSecret",
    jsii_struct_bases=[],
    name_mapping={"name": "name"},
)
class PoolerSpecPgbouncerClientCaSecret:
    def __init__(self, *, name: builtins.str) -> None:
        '''
        :param name: 

        :schema: PoolerSpecPgbouncerClientCaSecret
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__8bc26c0acead90c558a23d36fffd2efb847df7fb1b86fccc0e0919cad967429c)
            check_type(argname="argument name", value=name, expected_type=type_hints["name"])
        self._values: typing.Dict[builtins.str, typing.Any] = {
            "name": name,
        }

    @builtins.property
    def name(self) -> builtins.str:
        '''
        :schema: PoolerSpecPgbouncerClientCaSecret#name
        '''
        result = self._values.get("name")
        assert result is not None, "Required property 'name' is missing"
        return typing.cast(builtins.str, result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "PoolerSpecPgbouncerClientCaSecret(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="homelab_cnpg_iocnpgpostgresql.PoolerSpecPgbouncerClientTlsSecret",
    jsii_struct_bases=[],
    name_mapping={"name": "name"},
)
class PoolerSpecPgbouncerClientTlsSecret:
    def __init__(self, *, name: builtins.str) -> None:
        '''
        :param name: 

        :schema: PoolerSpecPgbouncerClientTlsSecret
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__4e3ab0c4930a2dfe89126574884ed30bdc690432a690f795348dfc65e9cdcebe)
            check_type(argname="argument name", value=name, expected_type=type_hints["name"])
        self._values: typing.Dict[builtins.str, typing.Any] = {
            "name": name,
        }

    @builtins.property
    def name(self) -> builtins.str:
        '''
        :schema: PoolerSpecPgbouncerClientTlsSecret#name
        '''
        result = self._values.get("name")
        assert result is not None, "Required property 'name' is missing"
        return typing.cast(builtins.str, result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "PoolerSpecPgbouncerClientTlsSecret(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.enum(jsii_type="homelab_cnpg_iocnpgpostgresql.PoolerSpecPgbouncerPoolMode")
class PoolerSpecPgbouncerPoolMode(enum.Enum):
    '''
    :schema: PoolerSpecPgbouncerPoolMode
    '''

    SESSION = "SESSION"
    '''session.'''
    TRANSACTION = "TRANSACTION"
    '''transaction.'''


@jsii.data_type(
    jsii_type="homelab_cnpg_iocnpgpostgresql.PoolerSpecPgbouncerServerCaSecret",
    jsii_struct_bases=[],
    name_mapping={"name": "name"},
)
class PoolerSpecPgbouncerServerCaSecret:
    def __init__(self, *, name: builtins.str) -> None:
        '''
        :param name: 

        :schema: PoolerSpecPgbouncerServerCaSecret
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__555becb30f6a731973d01a2cba09c3c40cf5612913917bac49d03c3e8a04de98)
            check_type(argname="argument name", value=name, expected_type=type_hints["name"])
        self._values: typing.Dict[builtins.str, typing.Any] = {
            "name": name,
        }

    @builtins.property
    def name(self) -> builtins.str:
        '''
        :schema: PoolerSpecPgbouncerServerCaSecret#name
        '''
        result = self._values.get("name")
        assert result is not None, "Required property 'name' is missing"
        return typing.cast(builtins.str, result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "PoolerSpecPgbouncerServerCaSecret(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="homelab_cnpg_iocnpgpostgresql.PoolerSpecPgbouncerServerTlsSecret",
    jsii_struct_bases=[],
    name_mapping={"name": "name"},
)
class PoolerSpecPgbouncerServerTlsSecret:
    def __init__(self, *, name: builtins.str) -> None:
        '''
        :param name: 

        :schema: PoolerSpecPgbouncerServerTlsSecret
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__7acd9ffbcb67e01b0bc98d5be5271c919dc7c2de64d63b044caca6dc10481018)
            check_type(argname="argument name", value=name, expected_type=type_hints["name"])
        self._values: typing.Dict[builtins.str, typing.Any] = {
            "name": name,
        }

    @builtins.property
    def name(self) -> builtins.str:
        '''
        :schema: PoolerSpecPgbouncerServerTlsSecret#name
        '''
        result = self._values.get("name")
        assert result is not None, "Required property 'name' is missing"
        return typing.cast(builtins.str, result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "PoolerSpecPgbouncerServerTlsSecret(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.enum(jsii_type="homelab_cnpg_iocnpgpostgresql.PoolerSpecType")
class PoolerSpecType(enum.Enum):
    '''
    :schema: PoolerSpecType
    '''

    RW = "RW"
    '''rw.'''
    RO = "RO"
    '''ro.'''
    R = "R"
    '''r.'''


class ScheduledBackup(
    _cdk8s_d3d9af27.ApiObject,
    metaclass=jsii.JSIIMeta,
    jsii_type="homelab_cnpg_iocnpgpostgresql.ScheduledBackup",
):
    '''
    :schema: ScheduledBackup
    '''

    def __init__(
        self,
        scope: "_constructs_77d1e7e8.Construct",
        id: builtins.str,
        *,
        metadata: typing.Union["_cdk8s_d3d9af27.ApiObjectMetadata", typing.Dict[builtins.str, typing.Any]],
        spec: typing.Union["ScheduledBackupSpec", typing.Dict[builtins.str, typing.Any]],
    ) -> None:
        '''Defines a "ScheduledBackup" API object.

        :param scope: the scope in which to define this object.
        :param id: a scope-local name for the object.
        :param metadata: 
        :param spec: 
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__c17e156aa6edabb43eb78ab29b370c1a6d88298437e1ba9441020031fa5b6c34)
            check_type(argname="argument scope", value=scope, expected_type=type_hints["scope"])
            check_type(argname="argument id", value=id, expected_type=type_hints["id"])
        props = ScheduledBackupProps(metadata=metadata, spec=spec)

        jsii.create(self.__class__, self, [scope, id, props])

    @jsii.member(jsii_name="manifest")
    @builtins.classmethod
    def manifest(
        cls,
        *,
        metadata: typing.Union["_cdk8s_d3d9af27.ApiObjectMetadata", typing.Dict[builtins.str, typing.Any]],
        spec: typing.Union["ScheduledBackupSpec", typing.Dict[builtins.str, typing.Any]],
    ) -> typing.Any:
        '''Renders a Kubernetes manifest for "ScheduledBackup".

        This can be used to inline resource manifests inside other objects (e.g. as templates).

        :param metadata: 
        :param spec: 
        '''
        props = ScheduledBackupProps(metadata=metadata, spec=spec)

        return typing.cast(typing.Any, jsii.sinvoke(cls, "manifest", [props]))

    @jsii.member(jsii_name="toJson")
    def to_json(self) -> typing.Any:
        '''Renders the object to Kubernetes JSON.'''
        return typing.cast(typing.Any, jsii.invoke(self, "toJson", []))

    @jsii.python.classproperty
    @jsii.member(jsii_name="GVK")
    def GVK(cls) -> "_cdk8s_d3d9af27.GroupVersionKind":
        '''Returns the apiVersion and kind for "ScheduledBackup".'''
        return typing.cast("_cdk8s_d3d9af27.GroupVersionKind", jsii.sget(cls, "GVK"))


@jsii.data_type(
    jsii_type="homelab_cnpg_iocnpgpostgresql.ScheduledBackupProps",
    jsii_struct_bases=[],
    name_mapping={"metadata": "metadata", "spec": "spec"},
)
class ScheduledBackupProps:
    def __init__(
        self,
        *,
        metadata: typing.Union["_cdk8s_d3d9af27.ApiObjectMetadata", typing.Dict[builtins.str, typing.Any]],
        spec: typing.Union["ScheduledBackupSpec", typing.Dict[builtins.str, typing.Any]],
    ) -> None:
        '''
        :param metadata: 
        :param spec: 

        :schema: ScheduledBackup
        '''
        if isinstance(metadata, dict):
            metadata = _cdk8s_d3d9af27.ApiObjectMetadata(**metadata)
        if isinstance(spec, dict):
            spec = ScheduledBackupSpec(**spec)
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__30fad891a93ae06e79fb893f1c401bd26d7e81e62366cf7bd7572219baa55a38)
            check_type(argname="argument metadata", value=metadata, expected_type=type_hints["metadata"])
            check_type(argname="argument spec", value=spec, expected_type=type_hints["spec"])
        self._values: typing.Dict[builtins.str, typing.Any] = {
            "metadata": metadata,
            "spec": spec,
        }

    @builtins.property
    def metadata(self) -> "_cdk8s_d3d9af27.ApiObjectMetadata":
        '''
        :schema: ScheduledBackup#metadata
        '''
        result = self._values.get("metadata")
        assert result is not None, "Required property 'metadata' is missing"
        return typing.cast("_cdk8s_d3d9af27.ApiObjectMetadata", result)

    @builtins.property
    def spec(self) -> "ScheduledBackupSpec":
        '''
        :schema: ScheduledBackup#spec
        '''
        result = self._values.get("spec")
        assert result is not None, "Required property 'spec' is missing"
        return typing.cast("ScheduledBackupSpec", result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "ScheduledBackupProps(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="homelab_cnpg_iocnpgpostgresql.ScheduledBackupSpec",
    jsii_struct_bases=[],
    name_mapping={
        "cluster": "cluster",
        "schedule": "schedule",
        "backup_owner_reference": "backupOwnerReference",
        "immediate": "immediate",
        "method": "method",
        "online": "online",
        "online_configuration": "onlineConfiguration",
        "plugin_configuration": "pluginConfiguration",
        "suspend": "suspend",
        "target": "target",
    },
)
class ScheduledBackupSpec:
    def __init__(
        self,
        *,
        cluster: typing.Union["ScheduledBackupSpecCluster", typing.Dict[builtins.str, typing.Any]],
        schedule: builtins.str,
        backup_owner_reference: typing.Optional["ScheduledBackupSpecBackupOwnerReference"] = None,
        immediate: typing.Optional[builtins.bool] = None,
        method: typing.Optional["ScheduledBackupSpecMethod"] = None,
        online: typing.Optional[builtins.bool] = None,
        online_configuration: typing.Optional[typing.Union["ScheduledBackupSpecOnlineConfiguration", typing.Dict[builtins.str, typing.Any]]] = None,
        plugin_configuration: typing.Optional[typing.Union["ScheduledBackupSpecPluginConfiguration", typing.Dict[builtins.str, typing.Any]]] = None,
        suspend: typing.Optional[builtins.bool] = None,
        target: typing.Optional["ScheduledBackupSpecTarget"] = None,
    ) -> None:
        '''
        :param cluster: 
        :param schedule: 
        :param backup_owner_reference: 
        :param immediate: 
        :param method: 
        :param online: 
        :param online_configuration: 
        :param plugin_configuration: 
        :param suspend: 
        :param target: 

        :schema: ScheduledBackupSpec
        '''
        if isinstance(cluster, dict):
            cluster = ScheduledBackupSpecCluster(**cluster)
        if isinstance(online_configuration, dict):
            online_configuration = ScheduledBackupSpecOnlineConfiguration(**online_configuration)
        if isinstance(plugin_configuration, dict):
            plugin_configuration = ScheduledBackupSpecPluginConfiguration(**plugin_configuration)
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__16520535b9454e3c8c3e531b93a2725b2964911258fc109a33266f6a6852e252)
            check_type(argname="argument cluster", value=cluster, expected_type=type_hints["cluster"])
            check_type(argname="argument schedule", value=schedule, expected_type=type_hints["schedule"])
            check_type(argname="argument backup_owner_reference", value=backup_owner_reference, expected_type=type_hints["backup_owner_reference"])
            check_type(argname="argument immediate", value=immediate, expected_type=type_hints["immediate"])
            check_type(argname="argument method", value=method, expected_type=type_hints["method"])
            check_type(argname="argument online", value=online, expected_type=type_hints["online"])
            check_type(argname="argument online_configuration", value=online_configuration, expected_type=type_hints["online_configuration"])
            check_type(argname="argument plugin_configuration", value=plugin_configuration, expected_type=type_hints["plugin_configuration"])
            check_type(argname="argument suspend", value=suspend, expected_type=type_hints["suspend"])
            check_type(argname="argument target", value=target, expected_type=type_hints["target"])
        self._values: typing.Dict[builtins.str, typing.Any] = {
            "cluster": cluster,
            "schedule": schedule,
        }
        if backup_owner_reference is not None:
            self._values["backup_owner_reference"] = backup_owner_reference
        if immediate is not None:
            self._values["immediate"] = immediate
        if method is not None:
            self._values["method"] = method
        if online is not None:
            self._values["online"] = online
        if online_configuration is not None:
            self._values["online_configuration"] = online_configuration
        if plugin_configuration is not None:
            self._values["plugin_configuration"] = plugin_configuration
        if suspend is not None:
            self._values["suspend"] = suspend
        if target is not None:
            self._values["target"] = target

    @builtins.property
    def cluster(self) -> "ScheduledBackupSpecCluster":
        '''
        :schema: ScheduledBackupSpec#cluster
        '''
        result = self._values.get("cluster")
        assert result is not None, "Required property 'cluster' is missing"
        return typing.cast("ScheduledBackupSpecCluster", result)

    @builtins.property
    def schedule(self) -> builtins.str:
        '''
        :schema: ScheduledBackupSpec#schedule
        '''
        result = self._values.get("schedule")
        assert result is not None, "Required property 'schedule' is missing"
        return typing.cast(builtins.str, result)

    @builtins.property
    def backup_owner_reference(
        self,
    ) -> typing.Optional["ScheduledBackupSpecBackupOwnerReference"]:
        '''
        :schema: ScheduledBackupSpec#backupOwnerReference
        '''
        result = self._values.get("backup_owner_reference")
        return typing.cast(typing.Optional["ScheduledBackupSpecBackupOwnerReference"], result)

    @builtins.property
    def immediate(self) -> typing.Optional[builtins.bool]:
        '''
        :schema: ScheduledBackupSpec#immediate
        '''
        result = self._values.get("immediate")
        return typing.cast(typing.Optional[builtins.bool], result)

    @builtins.property
    def method(self) -> typing.Optional["ScheduledBackupSpecMethod"]:
        '''
        :schema: ScheduledBackupSpec#method
        '''
        result = self._values.get("method")
        return typing.cast(typing.Optional["ScheduledBackupSpecMethod"], result)

    @builtins.property
    def online(self) -> typing.Optional[builtins.bool]:
        '''
        :schema: ScheduledBackupSpec#online
        '''
        result = self._values.get("online")
        return typing.cast(typing.Optional[builtins.bool], result)

    @builtins.property
    def online_configuration(
        self,
    ) -> typing.Optional["ScheduledBackupSpecOnlineConfiguration"]:
        '''
        :schema: ScheduledBackupSpec#onlineConfiguration
        '''
        result = self._values.get("online_configuration")
        return typing.cast(typing.Optional["ScheduledBackupSpecOnlineConfiguration"], result)

    @builtins.property
    def plugin_configuration(
        self,
    ) -> typing.Optional["ScheduledBackupSpecPluginConfiguration"]:
        '''
        :schema: ScheduledBackupSpec#pluginConfiguration
        '''
        result = self._values.get("plugin_configuration")
        return typing.cast(typing.Optional["ScheduledBackupSpecPluginConfiguration"], result)

    @builtins.property
    def suspend(self) -> typing.Optional[builtins.bool]:
        '''
        :schema: ScheduledBackupSpec#suspend
        '''
        result = self._values.get("suspend")
        return typing.cast(typing.Optional[builtins.bool], result)

    @builtins.property
    def target(self) -> typing.Optional["ScheduledBackupSpecTarget"]:
        '''
        :schema: ScheduledBackupSpec#target
        '''
        result = self._values.get("target")
        return typing.cast(typing.Optional["ScheduledBackupSpecTarget"], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "ScheduledBackupSpec(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.enum(
    jsii_type="homelab_cnpg_iocnpgpostgresql.ScheduledBackupSpecBackupOwnerReference"
)
class ScheduledBackupSpecBackupOwnerReference(enum.Enum):
    '''
    :schema: ScheduledBackupSpecBackupOwnerReference
    '''

    NONE = "NONE"
    '''none.'''
    SELF = "SELF"
    '''self.'''
    CLUSTER = "CLUSTER"
    '''cluster.'''


@jsii.data_type(
    jsii_type="homelab_cnpg_iocnpgpostgresql.ScheduledBackupSpecCluster",
    jsii_struct_bases=[],
    name_mapping={"name": "name"},
)
class ScheduledBackupSpecCluster:
    def __init__(self, *, name: builtins.str) -> None:
        '''
        :param name: 

        :schema: ScheduledBackupSpecCluster
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__5e3f04a66d8a4dfdff997a1b5ad78680e9b10c20f4fc17bd9d470a2ce357d311)
            check_type(argname="argument name", value=name, expected_type=type_hints["name"])
        self._values: typing.Dict[builtins.str, typing.Any] = {
            "name": name,
        }

    @builtins.property
    def name(self) -> builtins.str:
        '''
        :schema: ScheduledBackupSpecCluster#name
        '''
        result = self._values.get("name")
        assert result is not None, "Required property 'name' is missing"
        return typing.cast(builtins.str, result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "ScheduledBackupSpecCluster(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.enum(jsii_type="homelab_cnpg_iocnpgpostgresql.ScheduledBackupSpecMethod")
class ScheduledBackupSpecMethod(enum.Enum):
    '''
    :schema: ScheduledBackupSpecMethod
    '''

    BARMAN_OBJECT_STORE = "BARMAN_OBJECT_STORE"
    '''barmanObjectStore.'''
    VOLUME_SNAPSHOT = "VOLUME_SNAPSHOT"
    '''volumeSnapshot.'''
    PLUGIN = "PLUGIN"
    '''plugin.'''


@jsii.data_type(
    jsii_type="homelab_cnpg_iocnpgpostgresql.ScheduledBackupSpecOnlineConfiguration",
    jsii_struct_bases=[],
    name_mapping={
        "immediate_checkpoint": "immediateCheckpoint",
        "wait_for_archive": "waitForArchive",
    },
)
class ScheduledBackupSpecOnlineConfiguration:
    def __init__(
        self,
        *,
        immediate_checkpoint: typing.Optional[builtins.bool] = None,
        wait_for_archive: typing.Optional[builtins.bool] = None,
    ) -> None:
        '''
        :param immediate_checkpoint: 
        :param wait_for_archive: 

        :schema: ScheduledBackupSpecOnlineConfiguration
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__ec0de6a0a7850df8e28c3b693af388160503fdc3c8540d94bacbff54c4738b4b)
            check_type(argname="argument immediate_checkpoint", value=immediate_checkpoint, expected_type=type_hints["immediate_checkpoint"])
            check_type(argname="argument wait_for_archive", value=wait_for_archive, expected_type=type_hints["wait_for_archive"])
        self._values: typing.Dict[builtins.str, typing.Any] = {}
        if immediate_checkpoint is not None:
            self._values["immediate_checkpoint"] = immediate_checkpoint
        if wait_for_archive is not None:
            self._values["wait_for_archive"] = wait_for_archive

    @builtins.property
    def immediate_checkpoint(self) -> typing.Optional[builtins.bool]:
        '''
        :schema: ScheduledBackupSpecOnlineConfiguration#immediateCheckpoint
        '''
        result = self._values.get("immediate_checkpoint")
        return typing.cast(typing.Optional[builtins.bool], result)

    @builtins.property
    def wait_for_archive(self) -> typing.Optional[builtins.bool]:
        '''
        :schema: ScheduledBackupSpecOnlineConfiguration#waitForArchive
        '''
        result = self._values.get("wait_for_archive")
        return typing.cast(typing.Optional[builtins.bool], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "ScheduledBackupSpecOnlineConfiguration(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="homelab_cnpg_iocnpgpostgresql.ScheduledBackupSpecPluginConfiguration",
    jsii_struct_bases=[],
    name_mapping={"name": "name", "parameters": "parameters"},
)
class ScheduledBackupSpecPluginConfiguration:
    def __init__(
        self,
        *,
        name: builtins.str,
        parameters: typing.Optional[typing.Mapping[builtins.str, builtins.str]] = None,
    ) -> None:
        '''
        :param name: 
        :param parameters: 

        :schema: ScheduledBackupSpecPluginConfiguration
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__6c983cff1d1dc385f879474d5f9a6d9ab9d316cdd4a00f24a4213366d1bfaed6)
            check_type(argname="argument name", value=name, expected_type=type_hints["name"])
            check_type(argname="argument parameters", value=parameters, expected_type=type_hints["parameters"])
        self._values: typing.Dict[builtins.str, typing.Any] = {
            "name": name,
        }
        if parameters is not None:
            self._values["parameters"] = parameters

    @builtins.property
    def name(self) -> builtins.str:
        '''
        :schema: ScheduledBackupSpecPluginConfiguration#name
        '''
        result = self._values.get("name")
        assert result is not None, "Required property 'name' is missing"
        return typing.cast(builtins.str, result)

    @builtins.property
    def parameters(self) -> typing.Optional[typing.Mapping[builtins.str, builtins.str]]:
        '''
        :schema: ScheduledBackupSpecPluginConfiguration#parameters
        '''
        result = self._values.get("parameters")
        return typing.cast(typing.Optional[typing.Mapping[builtins.str, builtins.str]], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "ScheduledBackupSpecPluginConfiguration(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.enum(jsii_type="homelab_cnpg_iocnpgpostgresql.ScheduledBackupSpecTarget")
class ScheduledBackupSpecTarget(enum.Enum):
    '''
    :schema: ScheduledBackupSpecTarget
    '''

    PRIMARY = "PRIMARY"
    '''primary.'''
    PREFER_HYPHEN_STANDBY = "PREFER_HYPHEN_STANDBY"
    '''prefer-standby.'''


__all__ = [
    "Cluster",
    "ClusterProps",
    "ClusterSpec",
    "ClusterSpecBackup",
    "ClusterSpecBackupTarget",
    "ClusterSpecBackupVolumeSnapshot",
    "ClusterSpecBackupVolumeSnapshotOnlineConfiguration",
    "ClusterSpecBackupVolumeSnapshotSnapshotOwnerReference",
    "ClusterSpecBootstrap",
    "ClusterSpecBootstrapInitdb",
    "ClusterSpecBootstrapInitdbImport",
    "ClusterSpecBootstrapInitdbImportSource",
    "ClusterSpecBootstrapInitdbImportType",
    "ClusterSpecBootstrapInitdbPostInitApplicationSqlRefs",
    "ClusterSpecBootstrapInitdbPostInitApplicationSqlRefsConfigMapRefs",
    "ClusterSpecBootstrapInitdbPostInitApplicationSqlRefsSecretRefs",
    "ClusterSpecBootstrapInitdbPostInitSqlRefs",
    "ClusterSpecBootstrapInitdbPostInitSqlRefsConfigMapRefs",
    "ClusterSpecBootstrapInitdbPostInitSqlRefsSecretRefs",
    "ClusterSpecBootstrapInitdbPostInitTemplateSqlRefs",
    "ClusterSpecBootstrapInitdbPostInitTemplateSqlRefsConfigMapRefs",
    "ClusterSpecBootstrapInitdbPostInitTemplateSqlRefsSecretRefs",
    "ClusterSpecBootstrapInitdbSecret",
    "ClusterSpecBootstrapPgBasebackup",
    "ClusterSpecBootstrapPgBasebackupSecret",
    "ClusterSpecBootstrapRecovery",
    "ClusterSpecBootstrapRecoveryBackup",
    "ClusterSpecBootstrapRecoveryBackupEndpointCa",
    "ClusterSpecBootstrapRecoveryRecoveryTarget",
    "ClusterSpecBootstrapRecoverySecret",
    "ClusterSpecBootstrapRecoveryVolumeSnapshots",
    "ClusterSpecBootstrapRecoveryVolumeSnapshotsStorage",
    "ClusterSpecBootstrapRecoveryVolumeSnapshotsTablespaceStorage",
    "ClusterSpecBootstrapRecoveryVolumeSnapshotsWalStorage",
    "ClusterSpecCertificates",
    "ClusterSpecEphemeralVolumesSizeLimit",
    "ClusterSpecEphemeralVolumesSizeLimitShm",
    "ClusterSpecEphemeralVolumesSizeLimitTemporaryData",
    "ClusterSpecExternalClusters",
    "ClusterSpecExternalClustersPassword",
    "ClusterSpecExternalClustersPlugin",
    "ClusterSpecExternalClustersSslCert",
    "ClusterSpecExternalClustersSslKey",
    "ClusterSpecExternalClustersSslRootCert",
    "ClusterSpecImageCatalogRef",
    "ClusterSpecImagePullSecrets",
    "ClusterSpecInheritedMetadata",
    "ClusterSpecLogLevel",
    "ClusterSpecManaged",
    "ClusterSpecManagedRoles",
    "ClusterSpecManagedRolesEnsure",
    "ClusterSpecManagedRolesPasswordSecret",
    "ClusterSpecManagedServices",
    "ClusterSpecManagedServicesAdditional",
    "ClusterSpecManagedServicesAdditionalSelectorType",
    "ClusterSpecManagedServicesAdditionalUpdateStrategy",
    "ClusterSpecManagedServicesDisabledDefaultServices",
    "ClusterSpecMonitoring",
    "ClusterSpecMonitoringCustomQueriesConfigMap",
    "ClusterSpecMonitoringCustomQueriesSecret",
    "ClusterSpecMonitoringPodMonitorMetricRelabelings",
    "ClusterSpecMonitoringPodMonitorMetricRelabelingsAction",
    "ClusterSpecMonitoringPodMonitorRelabelings",
    "ClusterSpecMonitoringPodMonitorRelabelingsAction",
    "ClusterSpecMonitoringTls",
    "ClusterSpecNodeMaintenanceWindow",
    "ClusterSpecPlugins",
    "ClusterSpecPostgresql",
    "ClusterSpecPostgresqlExtensions",
    "ClusterSpecPostgresqlExtensionsImage",
    "ClusterSpecPostgresqlLdap",
    "ClusterSpecPostgresqlLdapBindAsAuth",
    "ClusterSpecPostgresqlLdapBindSearchAuth",
    "ClusterSpecPostgresqlLdapBindSearchAuthBindPassword",
    "ClusterSpecPostgresqlLdapScheme",
    "ClusterSpecPostgresqlSyncReplicaElectionConstraint",
    "ClusterSpecPostgresqlSynchronous",
    "ClusterSpecPostgresqlSynchronousDataDurability",
    "ClusterSpecPostgresqlSynchronousMethod",
    "ClusterSpecPrimaryUpdateMethod",
    "ClusterSpecPrimaryUpdateStrategy",
    "ClusterSpecProbes",
    "ClusterSpecProbesLiveness",
    "ClusterSpecProbesLivenessIsolationCheck",
    "ClusterSpecProbesReadiness",
    "ClusterSpecProbesReadinessMaximumLag",
    "ClusterSpecProbesReadinessType",
    "ClusterSpecProbesStartup",
    "ClusterSpecProbesStartupMaximumLag",
    "ClusterSpecProbesStartupType",
    "ClusterSpecReplica",
    "ClusterSpecReplicationSlots",
    "ClusterSpecReplicationSlotsHighAvailability",
    "ClusterSpecReplicationSlotsSynchronizeReplicas",
    "ClusterSpecResources",
    "ClusterSpecResourcesClaims",
    "ClusterSpecResourcesLimits",
    "ClusterSpecResourcesRequests",
    "ClusterSpecServiceAccountTemplate",
    "ClusterSpecServiceAccountTemplateMetadata",
    "ClusterSpecStorage",
    "ClusterSpecSuperuserSecret",
    "ClusterSpecWalStorage",
    "Database",
    "DatabaseProps",
    "DatabaseSpec",
    "DatabaseSpecCluster",
    "DatabaseSpecDatabaseReclaimPolicy",
    "DatabaseSpecEnsure",
    "DatabaseSpecExtensions",
    "DatabaseSpecExtensionsEnsure",
    "DatabaseSpecFdws",
    "DatabaseSpecFdwsEnsure",
    "DatabaseSpecFdwsOptions",
    "DatabaseSpecFdwsOptionsEnsure",
    "DatabaseSpecFdwsUsage",
    "DatabaseSpecFdwsUsageType",
    "DatabaseSpecSchemas",
    "DatabaseSpecSchemasEnsure",
    "DatabaseSpecServers",
    "DatabaseSpecServersEnsure",
    "DatabaseSpecServersOptions",
    "DatabaseSpecServersOptionsEnsure",
    "DatabaseSpecServersUsage",
    "DatabaseSpecServersUsageType",
    "Pooler",
    "PoolerProps",
    "PoolerSpec",
    "PoolerSpecCluster",
    "PoolerSpecDeploymentStrategy",
    "PoolerSpecDeploymentStrategyRollingUpdate",
    "PoolerSpecDeploymentStrategyRollingUpdateMaxSurge",
    "PoolerSpecDeploymentStrategyRollingUpdateMaxUnavailable",
    "PoolerSpecMonitoring",
    "PoolerSpecMonitoringPodMonitorMetricRelabelings",
    "PoolerSpecMonitoringPodMonitorMetricRelabelingsAction",
    "PoolerSpecMonitoringPodMonitorRelabelings",
    "PoolerSpecMonitoringPodMonitorRelabelingsAction",
    "PoolerSpecPgbouncer",
    "PoolerSpecPgbouncerAuthQuerySecret",
    "PoolerSpecPgbouncerClientCaSecret",
    "PoolerSpecPgbouncerClientTlsSecret",
    "PoolerSpecPgbouncerPoolMode",
    "PoolerSpecPgbouncerServerCaSecret",
    "PoolerSpecPgbouncerServerTlsSecret",
    "PoolerSpecType",
    "ScheduledBackup",
    "ScheduledBackupProps",
    "ScheduledBackupSpec",
    "ScheduledBackupSpecBackupOwnerReference",
    "ScheduledBackupSpecCluster",
    "ScheduledBackupSpecMethod",
    "ScheduledBackupSpecOnlineConfiguration",
    "ScheduledBackupSpecPluginConfiguration",
    "ScheduledBackupSpecTarget",
]

publication.publish()

def _typecheckingstub__9ac8e6aa3c3b3d3721f13347e9e0ed3309116ae24c1ea807c01f339f351b8010(
    scope: _constructs_77d1e7e8.Construct,
    id: builtins.str,
    *,
    metadata: typing.Union[_cdk8s_d3d9af27.ApiObjectMetadata, typing.Dict[builtins.str, typing.Any]],
    spec: typing.Union[ClusterSpec, typing.Dict[builtins.str, typing.Any]],
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__4545ae2c26f618d449a109b050262937d56b242b1af3c23345e60635a06d8e9c(
    *,
    metadata: typing.Union[_cdk8s_d3d9af27.ApiObjectMetadata, typing.Dict[builtins.str, typing.Any]],
    spec: typing.Union[ClusterSpec, typing.Dict[builtins.str, typing.Any]],
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__39b36b761ce3e18d194eaabdf81c800d0e0a39dbda359cebe3ffeff1b2466a13(
    *,
    instances: jsii.Number,
    affinity: typing.Any = None,
    backup: typing.Optional[typing.Union[ClusterSpecBackup, typing.Dict[builtins.str, typing.Any]]] = None,
    bootstrap: typing.Optional[typing.Union[ClusterSpecBootstrap, typing.Dict[builtins.str, typing.Any]]] = None,
    certificates: typing.Optional[typing.Union[ClusterSpecCertificates, typing.Dict[builtins.str, typing.Any]]] = None,
    description: typing.Optional[builtins.str] = None,
    enable_pdb: typing.Optional[builtins.bool] = None,
    enable_superuser_access: typing.Optional[builtins.bool] = None,
    env: typing.Optional[typing.Sequence[typing.Any]] = None,
    env_from: typing.Optional[typing.Sequence[typing.Any]] = None,
    ephemeral_volume_source: typing.Any = None,
    ephemeral_volumes_size_limit: typing.Optional[typing.Union[ClusterSpecEphemeralVolumesSizeLimit, typing.Dict[builtins.str, typing.Any]]] = None,
    external_clusters: typing.Optional[typing.Sequence[typing.Union[ClusterSpecExternalClusters, typing.Dict[builtins.str, typing.Any]]]] = None,
    failover_delay: typing.Optional[jsii.Number] = None,
    image_catalog_ref: typing.Optional[typing.Union[ClusterSpecImageCatalogRef, typing.Dict[builtins.str, typing.Any]]] = None,
    image_name: typing.Optional[builtins.str] = None,
    image_pull_policy: typing.Optional[builtins.str] = None,
    image_pull_secrets: typing.Optional[typing.Sequence[typing.Union[ClusterSpecImagePullSecrets, typing.Dict[builtins.str, typing.Any]]]] = None,
    inherited_metadata: typing.Optional[typing.Union[ClusterSpecInheritedMetadata, typing.Dict[builtins.str, typing.Any]]] = None,
    liveness_probe_timeout: typing.Optional[jsii.Number] = None,
    log_level: typing.Optional[ClusterSpecLogLevel] = None,
    managed: typing.Optional[typing.Union[ClusterSpecManaged, typing.Dict[builtins.str, typing.Any]]] = None,
    max_sync_replicas: typing.Optional[jsii.Number] = None,
    min_sync_replicas: typing.Optional[jsii.Number] = None,
    monitoring: typing.Optional[typing.Union[ClusterSpecMonitoring, typing.Dict[builtins.str, typing.Any]]] = None,
    node_maintenance_window: typing.Optional[typing.Union[ClusterSpecNodeMaintenanceWindow, typing.Dict[builtins.str, typing.Any]]] = None,
    plugins: typing.Optional[typing.Sequence[typing.Union[ClusterSpecPlugins, typing.Dict[builtins.str, typing.Any]]]] = None,
    pod_security_context: typing.Any = None,
    postgres_gid: typing.Optional[jsii.Number] = None,
    postgresql: typing.Optional[typing.Union[ClusterSpecPostgresql, typing.Dict[builtins.str, typing.Any]]] = None,
    postgres_uid: typing.Optional[jsii.Number] = None,
    primary_update_method: typing.Optional[ClusterSpecPrimaryUpdateMethod] = None,
    primary_update_strategy: typing.Optional[ClusterSpecPrimaryUpdateStrategy] = None,
    priority_class_name: typing.Optional[builtins.str] = None,
    probes: typing.Optional[typing.Union[ClusterSpecProbes, typing.Dict[builtins.str, typing.Any]]] = None,
    projected_volume_template: typing.Any = None,
    replica: typing.Optional[typing.Union[ClusterSpecReplica, typing.Dict[builtins.str, typing.Any]]] = None,
    replication_slots: typing.Optional[typing.Union[ClusterSpecReplicationSlots, typing.Dict[builtins.str, typing.Any]]] = None,
    resources: typing.Optional[typing.Union[ClusterSpecResources, typing.Dict[builtins.str, typing.Any]]] = None,
    scheduler_name: typing.Optional[builtins.str] = None,
    seccomp_profile: typing.Any = None,
    security_context: typing.Any = None,
    service_account_template: typing.Optional[typing.Union[ClusterSpecServiceAccountTemplate, typing.Dict[builtins.str, typing.Any]]] = None,
    smart_shutdown_timeout: typing.Optional[jsii.Number] = None,
    start_delay: typing.Optional[jsii.Number] = None,
    stop_delay: typing.Optional[jsii.Number] = None,
    storage: typing.Optional[typing.Union[ClusterSpecStorage, typing.Dict[builtins.str, typing.Any]]] = None,
    superuser_secret: typing.Optional[typing.Union[ClusterSpecSuperuserSecret, typing.Dict[builtins.str, typing.Any]]] = None,
    switchover_delay: typing.Optional[jsii.Number] = None,
    tablespaces: typing.Optional[typing.Sequence[typing.Any]] = None,
    topology_spread_constraints: typing.Optional[typing.Sequence[typing.Any]] = None,
    wal_storage: typing.Optional[typing.Union[ClusterSpecWalStorage, typing.Dict[builtins.str, typing.Any]]] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__7443175161c634630d18164caf52739baf112f35f027b597e4e1825bd318ee00(
    *,
    barman_object_store: typing.Any = None,
    retention_policy: typing.Optional[builtins.str] = None,
    target: typing.Optional[ClusterSpecBackupTarget] = None,
    volume_snapshot: typing.Optional[typing.Union[ClusterSpecBackupVolumeSnapshot, typing.Dict[builtins.str, typing.Any]]] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__75e44e31b626aac7fadfee3b156f7ba7939b92d20fb5fefe45c2576fac21b786(
    *,
    annotations: typing.Optional[typing.Mapping[builtins.str, builtins.str]] = None,
    class_name: typing.Optional[builtins.str] = None,
    labels: typing.Optional[typing.Mapping[builtins.str, builtins.str]] = None,
    online: typing.Optional[builtins.bool] = None,
    online_configuration: typing.Optional[typing.Union[ClusterSpecBackupVolumeSnapshotOnlineConfiguration, typing.Dict[builtins.str, typing.Any]]] = None,
    snapshot_owner_reference: typing.Optional[ClusterSpecBackupVolumeSnapshotSnapshotOwnerReference] = None,
    tablespace_class_name: typing.Optional[typing.Mapping[builtins.str, builtins.str]] = None,
    wal_class_name: typing.Optional[builtins.str] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__4dea923b880c8a0591fdcba8c54ce457dfb220686de5eb9cf717905d0bfa8cac(
    *,
    immediate_checkpoint: typing.Optional[builtins.bool] = None,
    wait_for_archive: typing.Optional[builtins.bool] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__3d0874bef9b1e0dd402e49b639a6e86f189ca92764e4005bd0c0dc77c3e38e65(
    *,
    initdb: typing.Optional[typing.Union[ClusterSpecBootstrapInitdb, typing.Dict[builtins.str, typing.Any]]] = None,
    pg_basebackup: typing.Optional[typing.Union[ClusterSpecBootstrapPgBasebackup, typing.Dict[builtins.str, typing.Any]]] = None,
    recovery: typing.Optional[typing.Union[ClusterSpecBootstrapRecovery, typing.Dict[builtins.str, typing.Any]]] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__ee359d5b5811382ecaecee23e5d70813f1fb907f1ec50713155cc82c46850a25(
    *,
    builtin_locale: typing.Optional[builtins.str] = None,
    database: typing.Optional[builtins.str] = None,
    data_checksums: typing.Optional[builtins.bool] = None,
    encoding: typing.Optional[builtins.str] = None,
    icu_locale: typing.Optional[builtins.str] = None,
    icu_rules: typing.Optional[builtins.str] = None,
    import_: typing.Optional[typing.Union[ClusterSpecBootstrapInitdbImport, typing.Dict[builtins.str, typing.Any]]] = None,
    locale: typing.Optional[builtins.str] = None,
    locale_collate: typing.Optional[builtins.str] = None,
    locale_c_type: typing.Optional[builtins.str] = None,
    locale_provider: typing.Optional[builtins.str] = None,
    options: typing.Optional[typing.Sequence[builtins.str]] = None,
    owner: typing.Optional[builtins.str] = None,
    post_init_application_sql: typing.Optional[typing.Sequence[builtins.str]] = None,
    post_init_application_sql_refs: typing.Optional[typing.Union[ClusterSpecBootstrapInitdbPostInitApplicationSqlRefs, typing.Dict[builtins.str, typing.Any]]] = None,
    post_init_sql: typing.Optional[typing.Sequence[builtins.str]] = None,
    post_init_sql_refs: typing.Optional[typing.Union[ClusterSpecBootstrapInitdbPostInitSqlRefs, typing.Dict[builtins.str, typing.Any]]] = None,
    post_init_template_sql: typing.Optional[typing.Sequence[builtins.str]] = None,
    post_init_template_sql_refs: typing.Optional[typing.Union[ClusterSpecBootstrapInitdbPostInitTemplateSqlRefs, typing.Dict[builtins.str, typing.Any]]] = None,
    secret: typing.Optional[typing.Union[ClusterSpecBootstrapInitdbSecret, typing.Dict[builtins.str, typing.Any]]] = None,
    wal_segment_size: typing.Optional[jsii.Number] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__9f3691568393bcb4f7fe5efb57960d14499cb35a03e325a1f1c0577ed7472250(
    *,
    databases: typing.Sequence[builtins.str],
    source: typing.Union[ClusterSpecBootstrapInitdbImportSource, typing.Dict[builtins.str, typing.Any]],
    type: ClusterSpecBootstrapInitdbImportType,
    pg_dump_extra_options: typing.Optional[typing.Sequence[builtins.str]] = None,
    pg_restore_data_options: typing.Optional[typing.Sequence[builtins.str]] = None,
    pg_restore_extra_options: typing.Optional[typing.Sequence[builtins.str]] = None,
    pg_restore_postdata_options: typing.Optional[typing.Sequence[builtins.str]] = None,
    pg_restore_predata_options: typing.Optional[typing.Sequence[builtins.str]] = None,
    post_import_application_sql: typing.Optional[typing.Sequence[builtins.str]] = None,
    roles: typing.Optional[typing.Sequence[builtins.str]] = None,
    schema_only: typing.Optional[builtins.bool] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__d86300b2e6e98d2fd9b49ff7a60331730020ea048bb5a0f2ea0fbb10d82b29f0(
    *,
    external_cluster: builtins.str,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__eb3e0fbabe95e2466b8d47ff4bfa4ed377289cbc22d0bd86579358cef734931d(
    *,
    config_map_refs: typing.Optional[typing.Sequence[typing.Union[ClusterSpecBootstrapInitdbPostInitApplicationSqlRefsConfigMapRefs, typing.Dict[builtins.str, typing.Any]]]] = None,
    secret_refs: typing.Optional[typing.Sequence[typing.Union[ClusterSpecBootstrapInitdbPostInitApplicationSqlRefsSecretRefs, typing.Dict[builtins.str, typing.Any]]]] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__60d925b66f85224480b59adb2731542fdec0d52348b652afad86724467e6f664(
    *,
    key: builtins.str,
    name: builtins.str,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__b18f236ac85005e5d65ba464756ed013ddd865d6fe4ae596f6f80baa760dc8bf(
    *,
    key: builtins.str,
    name: builtins.str,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__7be3c6ed36c1d1a438461d3e1fc9890c9b6c4187df59ce4efbdead23f6143232(
    *,
    config_map_refs: typing.Optional[typing.Sequence[typing.Union[ClusterSpecBootstrapInitdbPostInitSqlRefsConfigMapRefs, typing.Dict[builtins.str, typing.Any]]]] = None,
    secret_refs: typing.Optional[typing.Sequence[typing.Union[ClusterSpecBootstrapInitdbPostInitSqlRefsSecretRefs, typing.Dict[builtins.str, typing.Any]]]] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__9101b12b18c44ac4c7c42f764cd771d481ce7403ffbc0b8a1c0fcf8ba876fd00(
    *,
    key: builtins.str,
    name: builtins.str,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__fb07d4c410e56dfa7c9fe59b44753e6eab7ef35f51c9402dfc8c7147325244d7(
    *,
    key: builtins.str,
    name: builtins.str,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__444195262c0b8b24d7fe3ccf41d7dbf3457daf0f92499a647819377ee5a45494(
    *,
    config_map_refs: typing.Optional[typing.Sequence[typing.Union[ClusterSpecBootstrapInitdbPostInitTemplateSqlRefsConfigMapRefs, typing.Dict[builtins.str, typing.Any]]]] = None,
    secret_refs: typing.Optional[typing.Sequence[typing.Union[ClusterSpecBootstrapInitdbPostInitTemplateSqlRefsSecretRefs, typing.Dict[builtins.str, typing.Any]]]] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__0d5305cd131849563fb86cc681fce9c966efaf7be73950b6f0745d214540487c(
    *,
    key: builtins.str,
    name: builtins.str,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__7587c055788ecf47e7d7255afc43d238f303217199fc9fdc45b9b9dae9b23795(
    *,
    key: builtins.str,
    name: builtins.str,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__fff872615c9a2717a86e524da276699974a320f60d002e03073c8bd7e72092e2(
    *,
    name: builtins.str,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__1516c65e084e9ee7661659a198a8d48e51076799b1945d7891f3de56f8e6e5cb(
    *,
    source: builtins.str,
    database: typing.Optional[builtins.str] = None,
    owner: typing.Optional[builtins.str] = None,
    secret: typing.Optional[typing.Union[ClusterSpecBootstrapPgBasebackupSecret, typing.Dict[builtins.str, typing.Any]]] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__b1ade09b5c589ce5e1eb3dd6f5580cb05f7ba370c3fba405f5f9d9ecd9f4f29b(
    *,
    name: builtins.str,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__008df372a1a0fa74a3f3f92f6a36ed7f5b4483f78a26909e9f6a4496f018f453(
    *,
    backup: typing.Optional[typing.Union[ClusterSpecBootstrapRecoveryBackup, typing.Dict[builtins.str, typing.Any]]] = None,
    database: typing.Optional[builtins.str] = None,
    owner: typing.Optional[builtins.str] = None,
    recovery_target: typing.Optional[typing.Union[ClusterSpecBootstrapRecoveryRecoveryTarget, typing.Dict[builtins.str, typing.Any]]] = None,
    secret: typing.Optional[typing.Union[ClusterSpecBootstrapRecoverySecret, typing.Dict[builtins.str, typing.Any]]] = None,
    source: typing.Optional[builtins.str] = None,
    volume_snapshots: typing.Optional[typing.Union[ClusterSpecBootstrapRecoveryVolumeSnapshots, typing.Dict[builtins.str, typing.Any]]] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__f2316edc2f27da340e32145694a5016675ae589678df0d7bca565f2279fb314f(
    *,
    name: builtins.str,
    endpoint_ca: typing.Optional[typing.Union[ClusterSpecBootstrapRecoveryBackupEndpointCa, typing.Dict[builtins.str, typing.Any]]] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__c29e69537393b0293e9986f0eaa4039394e08b78128bbd2814d28bac9b8167a3(
    *,
    key: builtins.str,
    name: builtins.str,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__4441aa47f998149512867be119dab5d448df2ad7675bd6b23800773e8b1bc267(
    *,
    backup_id: typing.Optional[builtins.str] = None,
    exclusive: typing.Optional[builtins.bool] = None,
    target_immediate: typing.Optional[builtins.bool] = None,
    target_lsn: typing.Optional[builtins.str] = None,
    target_name: typing.Optional[builtins.str] = None,
    target_time: typing.Optional[builtins.str] = None,
    target_tli: typing.Optional[builtins.str] = None,
    target_xid: typing.Optional[builtins.str] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__ff4107b5233cc7caabcd90fa8926ba7be169707d7be63ad5acf1380525cb0e38(
    *,
    name: builtins.str,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__e64a82b978792ce712b9e98cb75cc4566493f3a4c5c5ab4f5131d0fbe50b3901(
    *,
    storage: typing.Union[ClusterSpecBootstrapRecoveryVolumeSnapshotsStorage, typing.Dict[builtins.str, typing.Any]],
    tablespace_storage: typing.Optional[typing.Mapping[builtins.str, typing.Union[ClusterSpecBootstrapRecoveryVolumeSnapshotsTablespaceStorage, typing.Dict[builtins.str, typing.Any]]]] = None,
    wal_storage: typing.Optional[typing.Union[ClusterSpecBootstrapRecoveryVolumeSnapshotsWalStorage, typing.Dict[builtins.str, typing.Any]]] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__48f485334e8ec829b00ffe20a040d0e28d0036136479248be13356cba98fb152(
    *,
    kind: builtins.str,
    name: builtins.str,
    api_group: typing.Optional[builtins.str] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__45899aa92008bebd91da70dbc279b1a9841d80a285717d76b417cc13da443ee8(
    *,
    kind: builtins.str,
    name: builtins.str,
    api_group: typing.Optional[builtins.str] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__8092374b7025d73d6536ce56c68f5de8020eb214b0dcf52715aff0ab35c3200e(
    *,
    kind: builtins.str,
    name: builtins.str,
    api_group: typing.Optional[builtins.str] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__7014765b5c446f8f837ff10c4f22f762bd0a0fc996b3320e2b8e9e421b77dfa1(
    *,
    client_ca_secret: typing.Optional[builtins.str] = None,
    replication_tls_secret: typing.Optional[builtins.str] = None,
    server_alt_dns_names: typing.Optional[typing.Sequence[builtins.str]] = None,
    server_ca_secret: typing.Optional[builtins.str] = None,
    server_tls_secret: typing.Optional[builtins.str] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__71e743301a42919cf514ad6a222337e249a0f3292755ad452ef20f3d5081d10a(
    *,
    shm: typing.Optional[ClusterSpecEphemeralVolumesSizeLimitShm] = None,
    temporary_data: typing.Optional[ClusterSpecEphemeralVolumesSizeLimitTemporaryData] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__08829f60ae37e53dde7e9b46a25680756b55aa192777dd9c62b408726ceb6c84(
    value: jsii.Number,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__1f36e9b9009a1ca1fe48ee12e659e3072bfe6beb6efbd12d2a0416574d3a69ce(
    value: builtins.str,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__4ddb8c003359c9d423c6388029814cd99101e897676aa1b6b8ba5d4dff1cbb28(
    value: jsii.Number,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__b700257a9970f2b22b5ff67740de9cbe5e08459a197431e846874e952b71ea50(
    value: builtins.str,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__40fd916bf982c027589a73cb8b31fdebbfa45ce1abd6ffdcf89d33a0abb25bed(
    *,
    name: builtins.str,
    barman_object_store: typing.Any = None,
    connection_parameters: typing.Optional[typing.Mapping[builtins.str, builtins.str]] = None,
    password: typing.Optional[typing.Union[ClusterSpecExternalClustersPassword, typing.Dict[builtins.str, typing.Any]]] = None,
    plugin: typing.Optional[typing.Union[ClusterSpecExternalClustersPlugin, typing.Dict[builtins.str, typing.Any]]] = None,
    ssl_cert: typing.Optional[typing.Union[ClusterSpecExternalClustersSslCert, typing.Dict[builtins.str, typing.Any]]] = None,
    ssl_key: typing.Optional[typing.Union[ClusterSpecExternalClustersSslKey, typing.Dict[builtins.str, typing.Any]]] = None,
    ssl_root_cert: typing.Optional[typing.Union[ClusterSpecExternalClustersSslRootCert, typing.Dict[builtins.str, typing.Any]]] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__ec2dc45ccb55be0aa76e09715e64c7f16456ae06b439b92d326fa955d7efea26(
    *,
    key: builtins.str,
    name: typing.Optional[builtins.str] = None,
    optional: typing.Optional[builtins.bool] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__a58231ba41dee2dd8b5079712c1d5430fa031d1569d9b5c3bb01498a64f50284(
    *,
    name: builtins.str,
    enabled: typing.Optional[builtins.bool] = None,
    is_wal_archiver: typing.Optional[builtins.bool] = None,
    parameters: typing.Optional[typing.Mapping[builtins.str, builtins.str]] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__6edc63e34821498a6bd35e3ee764338b6012e38d2a42c1b725046203e8257d51(
    *,
    key: builtins.str,
    name: typing.Optional[builtins.str] = None,
    optional: typing.Optional[builtins.bool] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__5ccff16dbbb2050d07d4bff258d23df0ab6dae02a5312d507d7a7a89abc5ebae(
    *,
    key: builtins.str,
    name: typing.Optional[builtins.str] = None,
    optional: typing.Optional[builtins.bool] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__41d88bae9f2e04c6fcb620bb979c0a87bd766b0adf0963fd1c0516e7bdf5179b(
    *,
    key: builtins.str,
    name: typing.Optional[builtins.str] = None,
    optional: typing.Optional[builtins.bool] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__21e6090d246b9b6c337238659f193b93d3904fe8866c6833015d171346508bbc(
    *,
    kind: builtins.str,
    major: jsii.Number,
    name: builtins.str,
    api_group: typing.Optional[builtins.str] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__37fed0cfd47dc55e339d35c191038078d6027ec7211bc5d2c2084485db6955aa(
    *,
    name: builtins.str,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__0c6848b1baf72757c2614b96e295f24708c8dd1d0a83fbeafc09f5214eaaae26(
    *,
    annotations: typing.Optional[typing.Mapping[builtins.str, builtins.str]] = None,
    labels: typing.Optional[typing.Mapping[builtins.str, builtins.str]] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__9d1cce0378f29a70d875ce9f3c4ac8b868511a094230b5ddc3c8b4fb0d8b5bad(
    *,
    roles: typing.Optional[typing.Sequence[typing.Union[ClusterSpecManagedRoles, typing.Dict[builtins.str, typing.Any]]]] = None,
    services: typing.Optional[typing.Union[ClusterSpecManagedServices, typing.Dict[builtins.str, typing.Any]]] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__08484233e9ee04e8fdf832a9ce1a42436106b6e1384d0e15915dc0cce4f1b170(
    *,
    name: builtins.str,
    bypassrls: typing.Optional[builtins.bool] = None,
    comment: typing.Optional[builtins.str] = None,
    connection_limit: typing.Optional[jsii.Number] = None,
    createdb: typing.Optional[builtins.bool] = None,
    createrole: typing.Optional[builtins.bool] = None,
    disable_password: typing.Optional[builtins.bool] = None,
    ensure: typing.Optional[ClusterSpecManagedRolesEnsure] = None,
    inherit: typing.Optional[builtins.bool] = None,
    in_roles: typing.Optional[typing.Sequence[builtins.str]] = None,
    login: typing.Optional[builtins.bool] = None,
    password_secret: typing.Optional[typing.Union[ClusterSpecManagedRolesPasswordSecret, typing.Dict[builtins.str, typing.Any]]] = None,
    replication: typing.Optional[builtins.bool] = None,
    superuser: typing.Optional[builtins.bool] = None,
    valid_until: typing.Optional[datetime.datetime] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__b2423e1652f21fbbd17ca34692ff0f38c767acaabfb017727ce36c867decaf04(
    *,
    name: builtins.str,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__bbc37cd93d8670594a4c389a72d292e144a61c0923554acb26643d85b6282907(
    *,
    additional: typing.Optional[typing.Sequence[typing.Union[ClusterSpecManagedServicesAdditional, typing.Dict[builtins.str, typing.Any]]]] = None,
    disabled_default_services: typing.Optional[typing.Sequence[ClusterSpecManagedServicesDisabledDefaultServices]] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__249110a35b33f6a3162814aa60a1ad8f3dfbb243ff41c3e6fc33b4e906742694(
    *,
    selector_type: ClusterSpecManagedServicesAdditionalSelectorType,
    service_template: typing.Any,
    update_strategy: typing.Optional[ClusterSpecManagedServicesAdditionalUpdateStrategy] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__22ea41c3d89b0cb9178ba9877706788fc8f091f2ebbe97c267f7573455a0a272(
    *,
    custom_queries_config_map: typing.Optional[typing.Sequence[typing.Union[ClusterSpecMonitoringCustomQueriesConfigMap, typing.Dict[builtins.str, typing.Any]]]] = None,
    custom_queries_secret: typing.Optional[typing.Sequence[typing.Union[ClusterSpecMonitoringCustomQueriesSecret, typing.Dict[builtins.str, typing.Any]]]] = None,
    disable_default_queries: typing.Optional[builtins.bool] = None,
    enable_pod_monitor: typing.Optional[builtins.bool] = None,
    metrics_queries_ttl: typing.Optional[builtins.str] = None,
    pod_monitor_metric_relabelings: typing.Optional[typing.Sequence[typing.Union[ClusterSpecMonitoringPodMonitorMetricRelabelings, typing.Dict[builtins.str, typing.Any]]]] = None,
    pod_monitor_relabelings: typing.Optional[typing.Sequence[typing.Union[ClusterSpecMonitoringPodMonitorRelabelings, typing.Dict[builtins.str, typing.Any]]]] = None,
    tls: typing.Optional[typing.Union[ClusterSpecMonitoringTls, typing.Dict[builtins.str, typing.Any]]] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__4f2a674726893327819fda28cf41ecc60e49eadc0b73b4cdaa3050ef57b43d35(
    *,
    key: builtins.str,
    name: builtins.str,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__3ad4c8ab9cd949a6dfce6d4d3bced5eb777daa99dd7c2eefc44ed0027ed3584c(
    *,
    key: builtins.str,
    name: builtins.str,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__3bf3c230f25a49404aa27ba1c5ab1b0b8206b9927ad996456e2998d0e6e6d3b4(
    *,
    action: typing.Optional[ClusterSpecMonitoringPodMonitorMetricRelabelingsAction] = None,
    modulus: typing.Optional[jsii.Number] = None,
    regex: typing.Optional[builtins.str] = None,
    replacement: typing.Optional[builtins.str] = None,
    separator: typing.Optional[builtins.str] = None,
    source_labels: typing.Optional[typing.Sequence[builtins.str]] = None,
    target_label: typing.Optional[builtins.str] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__c8931c9b2b0e4664e9c2303a0bda4262d07e56493b2d5e17be2b95790b45ef4d(
    *,
    action: typing.Optional[ClusterSpecMonitoringPodMonitorRelabelingsAction] = None,
    modulus: typing.Optional[jsii.Number] = None,
    regex: typing.Optional[builtins.str] = None,
    replacement: typing.Optional[builtins.str] = None,
    separator: typing.Optional[builtins.str] = None,
    source_labels: typing.Optional[typing.Sequence[builtins.str]] = None,
    target_label: typing.Optional[builtins.str] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__f1cd018fd9604089a59c8ada7009ce5c543b445e235bf606f55d1fe0001b65d2(
    *,
    enabled: typing.Optional[builtins.bool] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__d48d8ed4e0216dd5f76195a2293f5834c1063eaf1f642af06161755e26f662c4(
    *,
    in_progress: typing.Optional[builtins.bool] = None,
    reuse_pvc: typing.Optional[builtins.bool] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__01a5b1eaa7d6e49423cce25443104eab6776b5004b56d737bbd20d679b0c4cac(
    *,
    name: builtins.str,
    enabled: typing.Optional[builtins.bool] = None,
    is_wal_archiver: typing.Optional[builtins.bool] = None,
    parameters: typing.Optional[typing.Mapping[builtins.str, builtins.str]] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__b723f7d0ee79b6d577cd64d354bfa1188a10cf3f3ff7d47027869cd75e1ace50(
    *,
    enable_alter_system: typing.Optional[builtins.bool] = None,
    extensions: typing.Optional[typing.Sequence[typing.Union[ClusterSpecPostgresqlExtensions, typing.Dict[builtins.str, typing.Any]]]] = None,
    ldap: typing.Optional[typing.Union[ClusterSpecPostgresqlLdap, typing.Dict[builtins.str, typing.Any]]] = None,
    parameters: typing.Optional[typing.Mapping[builtins.str, builtins.str]] = None,
    pg_hba: typing.Optional[typing.Sequence[builtins.str]] = None,
    pg_ident: typing.Optional[typing.Sequence[builtins.str]] = None,
    promotion_timeout: typing.Optional[jsii.Number] = None,
    shared_preload_libraries: typing.Optional[typing.Sequence[builtins.str]] = None,
    synchronous: typing.Optional[typing.Union[ClusterSpecPostgresqlSynchronous, typing.Dict[builtins.str, typing.Any]]] = None,
    sync_replica_election_constraint: typing.Optional[typing.Union[ClusterSpecPostgresqlSyncReplicaElectionConstraint, typing.Dict[builtins.str, typing.Any]]] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__323009c3fc19ae971f49cb47220f6bb673236e2cd08eba173f03ce24d0330d0f(
    *,
    image: typing.Union[ClusterSpecPostgresqlExtensionsImage, typing.Dict[builtins.str, typing.Any]],
    name: builtins.str,
    dynamic_library_path: typing.Optional[typing.Sequence[builtins.str]] = None,
    extension_control_path: typing.Optional[typing.Sequence[builtins.str]] = None,
    ld_library_path: typing.Optional[typing.Sequence[builtins.str]] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__58ee94db8b62291217c91d07c90ea81b33c450f2d418b85565e17be4fce16f7c(
    *,
    pull_policy: typing.Optional[builtins.str] = None,
    reference: typing.Optional[builtins.str] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__2a578b73531ebe7f19f50a992c16437f2b9df163f43500e77448cf1e84a7973d(
    *,
    bind_as_auth: typing.Optional[typing.Union[ClusterSpecPostgresqlLdapBindAsAuth, typing.Dict[builtins.str, typing.Any]]] = None,
    bind_search_auth: typing.Optional[typing.Union[ClusterSpecPostgresqlLdapBindSearchAuth, typing.Dict[builtins.str, typing.Any]]] = None,
    port: typing.Optional[jsii.Number] = None,
    scheme: typing.Optional[ClusterSpecPostgresqlLdapScheme] = None,
    server: typing.Optional[builtins.str] = None,
    tls: typing.Optional[builtins.bool] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__06c20c7787d7907c6cf6e18f432f1b2b7b53b0c7805f7c762f8fed4f13619cfb(
    *,
    prefix: typing.Optional[builtins.str] = None,
    suffix: typing.Optional[builtins.str] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__2cd4bc5bb04c51391c05e1c374dffdc32813894fb26393f557900680a8931de8(
    *,
    base_dn: typing.Optional[builtins.str] = None,
    bind_dn: typing.Optional[builtins.str] = None,
    bind_password: typing.Optional[typing.Union[ClusterSpecPostgresqlLdapBindSearchAuthBindPassword, typing.Dict[builtins.str, typing.Any]]] = None,
    search_attribute: typing.Optional[builtins.str] = None,
    search_filter: typing.Optional[builtins.str] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__ee8633a57220f59433d8fe02c4cfb6c1c674da47f74250c453244fa863263ad8(
    *,
    key: builtins.str,
    name: typing.Optional[builtins.str] = None,
    optional: typing.Optional[builtins.bool] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__618a2b58e9cc3a061b4d2a41534ba60f4c7234cf3f45adee59f59032e053ec59(
    *,
    enabled: builtins.bool,
    node_labels_anti_affinity: typing.Optional[typing.Sequence[builtins.str]] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__5381ce0b5eee9359f70aad995af396e97a5bdf5575c2188ff087e3ced8653b00(
    *,
    method: ClusterSpecPostgresqlSynchronousMethod,
    number: jsii.Number,
    data_durability: typing.Optional[ClusterSpecPostgresqlSynchronousDataDurability] = None,
    failover_quorum: typing.Optional[builtins.bool] = None,
    max_standby_names_from_cluster: typing.Optional[jsii.Number] = None,
    standby_names_post: typing.Optional[typing.Sequence[builtins.str]] = None,
    standby_names_pre: typing.Optional[typing.Sequence[builtins.str]] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__d990effe620beff5d675993071940a249fdfb6d7157d65a60bcb7681d52bdb85(
    *,
    liveness: typing.Optional[typing.Union[ClusterSpecProbesLiveness, typing.Dict[builtins.str, typing.Any]]] = None,
    readiness: typing.Optional[typing.Union[ClusterSpecProbesReadiness, typing.Dict[builtins.str, typing.Any]]] = None,
    startup: typing.Optional[typing.Union[ClusterSpecProbesStartup, typing.Dict[builtins.str, typing.Any]]] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__89ff9f62786455948ef3b54ed627555e8941b0f59b42334b825a666b49deec1c(
    *,
    failure_threshold: typing.Optional[jsii.Number] = None,
    initial_delay_seconds: typing.Optional[jsii.Number] = None,
    isolation_check: typing.Optional[typing.Union[ClusterSpecProbesLivenessIsolationCheck, typing.Dict[builtins.str, typing.Any]]] = None,
    period_seconds: typing.Optional[jsii.Number] = None,
    success_threshold: typing.Optional[jsii.Number] = None,
    termination_grace_period_seconds: typing.Optional[jsii.Number] = None,
    timeout_seconds: typing.Optional[jsii.Number] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__a6f55873a5f33af9cfd4f3257af749d97fd5e048c9f7fa502ffcb7e4873fbcca(
    *,
    connection_timeout: typing.Optional[jsii.Number] = None,
    enabled: typing.Optional[builtins.bool] = None,
    request_timeout: typing.Optional[jsii.Number] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__6269f55f68d7c9596edf19bea9d26fce32f0580ff53de6cc9870bbdffd0bd5ab(
    *,
    failure_threshold: typing.Optional[jsii.Number] = None,
    initial_delay_seconds: typing.Optional[jsii.Number] = None,
    maximum_lag: typing.Optional[ClusterSpecProbesReadinessMaximumLag] = None,
    period_seconds: typing.Optional[jsii.Number] = None,
    success_threshold: typing.Optional[jsii.Number] = None,
    termination_grace_period_seconds: typing.Optional[jsii.Number] = None,
    timeout_seconds: typing.Optional[jsii.Number] = None,
    type: typing.Optional[ClusterSpecProbesReadinessType] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__00956218499a6e8ab3939d18ec6fdbd83012b5d71362072b91c13abfa566a3e5(
    value: jsii.Number,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__f31a3a1ac28303cb02f8f419427daa2e631687c1e0611b54d57795d33096784d(
    value: builtins.str,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__62478e6227708d3054d28129cf70dd0c5207514251108b31a6f719dcf0570781(
    *,
    failure_threshold: typing.Optional[jsii.Number] = None,
    initial_delay_seconds: typing.Optional[jsii.Number] = None,
    maximum_lag: typing.Optional[ClusterSpecProbesStartupMaximumLag] = None,
    period_seconds: typing.Optional[jsii.Number] = None,
    success_threshold: typing.Optional[jsii.Number] = None,
    termination_grace_period_seconds: typing.Optional[jsii.Number] = None,
    timeout_seconds: typing.Optional[jsii.Number] = None,
    type: typing.Optional[ClusterSpecProbesStartupType] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__7cd0306c5cc506edf6347c1c676eac1ee0e9929c577148d671f3cdd2ff37e01e(
    value: jsii.Number,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__8efdd01b2f701cb1bf13f1e9ad0233fbe43b7b9d2319dde919a7de96cf5d24a3(
    value: builtins.str,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__58948bffb932c9790fbedf8e96572bf45ad45cdaeb5b2c325ee14b728a5d9d96(
    *,
    source: builtins.str,
    enabled: typing.Optional[builtins.bool] = None,
    min_apply_delay: typing.Optional[builtins.str] = None,
    primary: typing.Optional[builtins.str] = None,
    promotion_token: typing.Optional[builtins.str] = None,
    self: typing.Optional[builtins.str] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__66c860a6f08e9e2ab5006304fd624035a98a497c17b75f0179868c13590051da(
    *,
    high_availability: typing.Optional[typing.Union[ClusterSpecReplicationSlotsHighAvailability, typing.Dict[builtins.str, typing.Any]]] = None,
    synchronize_replicas: typing.Optional[typing.Union[ClusterSpecReplicationSlotsSynchronizeReplicas, typing.Dict[builtins.str, typing.Any]]] = None,
    update_interval: typing.Optional[jsii.Number] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__38b1986e6fee5066259349a3bddc4cd301ded5dd5302fa444d328fcd7b319803(
    *,
    enabled: typing.Optional[builtins.bool] = None,
    slot_prefix: typing.Optional[builtins.str] = None,
    synchronize_logical_decoding: typing.Optional[builtins.bool] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__114b86af0a6965420b35ce38e567ccd695fee7f30036d72e554cf117df59a176(
    *,
    enabled: builtins.bool,
    exclude_patterns: typing.Optional[typing.Sequence[builtins.str]] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__c69100174428c243c877858294e28df27dd6d8a26736cb6a9c6ddbdd7733e4a4(
    *,
    claims: typing.Optional[typing.Sequence[typing.Union[ClusterSpecResourcesClaims, typing.Dict[builtins.str, typing.Any]]]] = None,
    limits: typing.Optional[typing.Mapping[builtins.str, ClusterSpecResourcesLimits]] = None,
    requests: typing.Optional[typing.Mapping[builtins.str, ClusterSpecResourcesRequests]] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__ed154ae29741ca76fcd83a4e93a2089447832b564b2fcab0dbced73b6f3bc2ea(
    *,
    name: builtins.str,
    request: typing.Optional[builtins.str] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__4a52587c4a178a8696abfdb2f9e43603aec2f91165665466ca0000365e0fe7a5(
    value: jsii.Number,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__7719b6bea9698eaaa5ef6a6416808eb2d38f603cf6e85a47fd5782248e834344(
    value: builtins.str,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__b8758f742b692d49a78714ba43e697fb6a09df26301ad4660b2cc85230f5e1f6(
    value: jsii.Number,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__8f8d96ac673bc3595680ae7ec01006a4271642d02d5a449d76872014081da22f(
    value: builtins.str,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__b2911d3875c5859ab09b55d6ac5c54c62785610446e33ce247d21d6737a65d25(
    *,
    metadata: typing.Union[ClusterSpecServiceAccountTemplateMetadata, typing.Dict[builtins.str, typing.Any]],
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__c47cd59ba6add0b795ae8f1c797775700a6af369d472d2fe0519c2af0f7298b6(
    *,
    annotations: typing.Optional[typing.Mapping[builtins.str, builtins.str]] = None,
    labels: typing.Optional[typing.Mapping[builtins.str, builtins.str]] = None,
    name: typing.Optional[builtins.str] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__f613f3a32f2c07aa8e72af392021b33b3c9b4e7006245f7ee1a7fb9ea0db99ea(
    *,
    pvc_template: typing.Any = None,
    resize_in_use_volumes: typing.Optional[builtins.bool] = None,
    size: typing.Optional[builtins.str] = None,
    storage_class: typing.Optional[builtins.str] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__311aaaa0d7b35ce8eba41af47e045334c16c6351e25b1a9d8d0d23ab57fb7609(
    *,
    name: builtins.str,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__0989605500bec29c10d2a45d6d8bffc73b21eb9258a90924ad55e7fafa0c7991(
    *,
    pvc_template: typing.Any = None,
    resize_in_use_volumes: typing.Optional[builtins.bool] = None,
    size: typing.Optional[builtins.str] = None,
    storage_class: typing.Optional[builtins.str] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__6af7d180ba7cdca3508035b5520f1ddbf26b1001935df6f8a80031b27acc21e2(
    scope: _constructs_77d1e7e8.Construct,
    id: builtins.str,
    *,
    metadata: typing.Union[_cdk8s_d3d9af27.ApiObjectMetadata, typing.Dict[builtins.str, typing.Any]],
    spec: typing.Union[DatabaseSpec, typing.Dict[builtins.str, typing.Any]],
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__d7a64c54fcdd48090f4a01abd6d625527a842c46356bd50e6dbafaf64e9742ec(
    *,
    metadata: typing.Union[_cdk8s_d3d9af27.ApiObjectMetadata, typing.Dict[builtins.str, typing.Any]],
    spec: typing.Union[DatabaseSpec, typing.Dict[builtins.str, typing.Any]],
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__b2609f77225d80001235e129cd274ca68343fe0f03c500c9bead992c26ba0177(
    *,
    cluster: typing.Union[DatabaseSpecCluster, typing.Dict[builtins.str, typing.Any]],
    name: builtins.str,
    owner: builtins.str,
    allow_connections: typing.Optional[builtins.bool] = None,
    builtin_locale: typing.Optional[builtins.str] = None,
    collation_version: typing.Optional[builtins.str] = None,
    connection_limit: typing.Optional[jsii.Number] = None,
    database_reclaim_policy: typing.Optional[DatabaseSpecDatabaseReclaimPolicy] = None,
    encoding: typing.Optional[builtins.str] = None,
    ensure: typing.Optional[DatabaseSpecEnsure] = None,
    extensions: typing.Optional[typing.Sequence[typing.Union[DatabaseSpecExtensions, typing.Dict[builtins.str, typing.Any]]]] = None,
    fdws: typing.Optional[typing.Sequence[typing.Union[DatabaseSpecFdws, typing.Dict[builtins.str, typing.Any]]]] = None,
    icu_locale: typing.Optional[builtins.str] = None,
    icu_rules: typing.Optional[builtins.str] = None,
    is_template: typing.Optional[builtins.bool] = None,
    locale: typing.Optional[builtins.str] = None,
    locale_collate: typing.Optional[builtins.str] = None,
    locale_c_type: typing.Optional[builtins.str] = None,
    locale_provider: typing.Optional[builtins.str] = None,
    schemas: typing.Optional[typing.Sequence[typing.Union[DatabaseSpecSchemas, typing.Dict[builtins.str, typing.Any]]]] = None,
    servers: typing.Optional[typing.Sequence[typing.Union[DatabaseSpecServers, typing.Dict[builtins.str, typing.Any]]]] = None,
    tablespace: typing.Optional[builtins.str] = None,
    template: typing.Optional[builtins.str] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__72f566fcf70a6c7e163278ae2acd99fc4e4a3b54a4939d4a26eec39a019cc40e(
    *,
    name: typing.Optional[builtins.str] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__48eae797e5a5bccdd87c1a6c9799f392a52f4b48de1342f270f635106c72c419(
    *,
    name: builtins.str,
    ensure: typing.Optional[DatabaseSpecExtensionsEnsure] = None,
    schema: typing.Optional[builtins.str] = None,
    version: typing.Optional[builtins.str] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__d25a78e217effa7285b3f88464b71589c2843777e9d9759be71ada95a2a28d08(
    *,
    name: builtins.str,
    ensure: typing.Optional[DatabaseSpecFdwsEnsure] = None,
    handler: typing.Optional[builtins.str] = None,
    options: typing.Optional[typing.Sequence[typing.Union[DatabaseSpecFdwsOptions, typing.Dict[builtins.str, typing.Any]]]] = None,
    owner: typing.Optional[builtins.str] = None,
    usage: typing.Optional[typing.Sequence[typing.Union[DatabaseSpecFdwsUsage, typing.Dict[builtins.str, typing.Any]]]] = None,
    validator: typing.Optional[builtins.str] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__7db77b6c677a930781fc871bc4164d71f0ae113a31732672e371c4e8dc7a581f(
    *,
    name: builtins.str,
    value: builtins.str,
    ensure: typing.Optional[DatabaseSpecFdwsOptionsEnsure] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__15dbdcb05194428b9f87c8e05332e923060883ecefe2d5846884e3c7d5925de1(
    *,
    name: builtins.str,
    type: typing.Optional[DatabaseSpecFdwsUsageType] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__9047f8e175d9e07977274e185e215e24a158d1a77e1532cdf742fd1bc2276cc8(
    *,
    name: builtins.str,
    ensure: typing.Optional[DatabaseSpecSchemasEnsure] = None,
    owner: typing.Optional[builtins.str] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__1c85aa04f7e9c67cfb8e27d62604a803865bf6ce77b19497190a0c8718530b89(
    *,
    fdw: builtins.str,
    name: builtins.str,
    ensure: typing.Optional[DatabaseSpecServersEnsure] = None,
    options: typing.Optional[typing.Sequence[typing.Union[DatabaseSpecServersOptions, typing.Dict[builtins.str, typing.Any]]]] = None,
    usage: typing.Optional[typing.Sequence[typing.Union[DatabaseSpecServersUsage, typing.Dict[builtins.str, typing.Any]]]] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__c1d01eb5df59440554500e2bb7b57c928d612c40c5d9b9fc5900a978043cad48(
    *,
    name: builtins.str,
    value: builtins.str,
    ensure: typing.Optional[DatabaseSpecServersOptionsEnsure] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__c1a4fbd647f1924b84f021dcb4beb733fa21f1ddbd79d8039ec0b449064435ca(
    *,
    name: builtins.str,
    type: typing.Optional[DatabaseSpecServersUsageType] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__3578313a2615ca6c29b9959e23a3d4a394db1e666119f0db852600fa58be3003(
    scope: _constructs_77d1e7e8.Construct,
    id: builtins.str,
    *,
    metadata: typing.Union[_cdk8s_d3d9af27.ApiObjectMetadata, typing.Dict[builtins.str, typing.Any]],
    spec: typing.Union[PoolerSpec, typing.Dict[builtins.str, typing.Any]],
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__a050f774537f87ff5c09f63aec7d7e9f2420be738bac887f8dad0fa11303f6dc(
    *,
    metadata: typing.Union[_cdk8s_d3d9af27.ApiObjectMetadata, typing.Dict[builtins.str, typing.Any]],
    spec: typing.Union[PoolerSpec, typing.Dict[builtins.str, typing.Any]],
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__b0073fe2a5cb0d53df2850d9f5ef8ea2b0a77ab5922e612ec0b7b015be360293(
    *,
    cluster: typing.Union[PoolerSpecCluster, typing.Dict[builtins.str, typing.Any]],
    pgbouncer: typing.Union[PoolerSpecPgbouncer, typing.Dict[builtins.str, typing.Any]],
    deployment_strategy: typing.Optional[typing.Union[PoolerSpecDeploymentStrategy, typing.Dict[builtins.str, typing.Any]]] = None,
    instances: typing.Optional[jsii.Number] = None,
    monitoring: typing.Optional[typing.Union[PoolerSpecMonitoring, typing.Dict[builtins.str, typing.Any]]] = None,
    service_template: typing.Any = None,
    template: typing.Any = None,
    type: typing.Optional[PoolerSpecType] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__df8fd27cb5d3431b0c5be87a97dd7a4d5da51d0f92c84f685dc08d0cc9f71264(
    *,
    name: builtins.str,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__99fd0ebebd532aac50961985b558ee30299912d7345775bf8ab1a44729ac51db(
    *,
    rolling_update: typing.Optional[typing.Union[PoolerSpecDeploymentStrategyRollingUpdate, typing.Dict[builtins.str, typing.Any]]] = None,
    type: typing.Optional[builtins.str] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__50af5171193c396775fe221f674395fdd074daf9d0640cd9644a259b0cfde2c9(
    *,
    max_surge: typing.Optional[PoolerSpecDeploymentStrategyRollingUpdateMaxSurge] = None,
    max_unavailable: typing.Optional[PoolerSpecDeploymentStrategyRollingUpdateMaxUnavailable] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__0f69aa6a75fad89257e9c1009a715c49f32b8680a27d837f14629da4a1686cf2(
    value: jsii.Number,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__948be786f9423be7dfb1528277b490e99c7ed50fd963b139febbd8b5802a4de8(
    value: builtins.str,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__5493635de8d58692aeaac96df0a263e8e3a20081d8908d8156f03422445a2454(
    value: jsii.Number,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__2b83a7e2b48738f6df756a0472fb6299f677aa390ec6198a7ad255198dc52c01(
    value: builtins.str,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__81eec49e7b98f8fdd319a14e9439653f0678e9562863a8a806a4375656da8265(
    *,
    enable_pod_monitor: typing.Optional[builtins.bool] = None,
    pod_monitor_metric_relabelings: typing.Optional[typing.Sequence[typing.Union[PoolerSpecMonitoringPodMonitorMetricRelabelings, typing.Dict[builtins.str, typing.Any]]]] = None,
    pod_monitor_relabelings: typing.Optional[typing.Sequence[typing.Union[PoolerSpecMonitoringPodMonitorRelabelings, typing.Dict[builtins.str, typing.Any]]]] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__f58190c96ff63a130fc5703324ce6db02655071fddf0c8ec6a5e86fe0e1f2373(
    *,
    action: typing.Optional[PoolerSpecMonitoringPodMonitorMetricRelabelingsAction] = None,
    modulus: typing.Optional[jsii.Number] = None,
    regex: typing.Optional[builtins.str] = None,
    replacement: typing.Optional[builtins.str] = None,
    separator: typing.Optional[builtins.str] = None,
    source_labels: typing.Optional[typing.Sequence[builtins.str]] = None,
    target_label: typing.Optional[builtins.str] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__a33e2538ba72543fe776a8e16b560e6005664598b014d4dbc2c3f2e36d72b6e2(
    *,
    action: typing.Optional[PoolerSpecMonitoringPodMonitorRelabelingsAction] = None,
    modulus: typing.Optional[jsii.Number] = None,
    regex: typing.Optional[builtins.str] = None,
    replacement: typing.Optional[builtins.str] = None,
    separator: typing.Optional[builtins.str] = None,
    source_labels: typing.Optional[typing.Sequence[builtins.str]] = None,
    target_label: typing.Optional[builtins.str] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__dc18f516bdfb1e3916f2c915808fb1f0fca918ff896c4fde80384c58e0fd041d(
    *,
    auth_query: typing.Optional[builtins.str] = None,
    auth_query_secret: typing.Optional[typing.Union[PoolerSpecPgbouncerAuthQuerySecret, typing.Dict[builtins.str, typing.Any]]] = None,
    client_ca_secret: typing.Optional[typing.Union[PoolerSpecPgbouncerClientCaSecret, typing.Dict[builtins.str, typing.Any]]] = None,
    client_tls_secret: typing.Optional[typing.Union[PoolerSpecPgbouncerClientTlsSecret, typing.Dict[builtins.str, typing.Any]]] = None,
    parameters: typing.Optional[typing.Mapping[builtins.str, builtins.str]] = None,
    paused: typing.Optional[builtins.bool] = None,
    pg_hba: typing.Optional[typing.Sequence[builtins.str]] = None,
    pool_mode: typing.Optional[PoolerSpecPgbouncerPoolMode] = None,
    server_ca_secret: typing.Optional[typing.Union[PoolerSpecPgbouncerServerCaSecret, typing.Dict[builtins.str, typing.Any]]] = None,
    server_tls_secret: typing.Optional[typing.Union[PoolerSpecPgbouncerServerTlsSecret, typing.Dict[builtins.str, typing.Any]]] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__2ae971bdba290c09826a2abc590a68db8d5f0f8ef06616bf714a34304c1a9d7d(
    *,
    name: builtins.str,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__8bc26c0acead90c558a23d36fffd2efb847df7fb1b86fccc0e0919cad967429c(
    *,
    name: builtins.str,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__4e3ab0c4930a2dfe89126574884ed30bdc690432a690f795348dfc65e9cdcebe(
    *,
    name: builtins.str,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__555becb30f6a731973d01a2cba09c3c40cf5612913917bac49d03c3e8a04de98(
    *,
    name: builtins.str,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__7acd9ffbcb67e01b0bc98d5be5271c919dc7c2de64d63b044caca6dc10481018(
    *,
    name: builtins.str,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__c17e156aa6edabb43eb78ab29b370c1a6d88298437e1ba9441020031fa5b6c34(
    scope: _constructs_77d1e7e8.Construct,
    id: builtins.str,
    *,
    metadata: typing.Union[_cdk8s_d3d9af27.ApiObjectMetadata, typing.Dict[builtins.str, typing.Any]],
    spec: typing.Union[ScheduledBackupSpec, typing.Dict[builtins.str, typing.Any]],
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__30fad891a93ae06e79fb893f1c401bd26d7e81e62366cf7bd7572219baa55a38(
    *,
    metadata: typing.Union[_cdk8s_d3d9af27.ApiObjectMetadata, typing.Dict[builtins.str, typing.Any]],
    spec: typing.Union[ScheduledBackupSpec, typing.Dict[builtins.str, typing.Any]],
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__16520535b9454e3c8c3e531b93a2725b2964911258fc109a33266f6a6852e252(
    *,
    cluster: typing.Union[ScheduledBackupSpecCluster, typing.Dict[builtins.str, typing.Any]],
    schedule: builtins.str,
    backup_owner_reference: typing.Optional[ScheduledBackupSpecBackupOwnerReference] = None,
    immediate: typing.Optional[builtins.bool] = None,
    method: typing.Optional[ScheduledBackupSpecMethod] = None,
    online: typing.Optional[builtins.bool] = None,
    online_configuration: typing.Optional[typing.Union[ScheduledBackupSpecOnlineConfiguration, typing.Dict[builtins.str, typing.Any]]] = None,
    plugin_configuration: typing.Optional[typing.Union[ScheduledBackupSpecPluginConfiguration, typing.Dict[builtins.str, typing.Any]]] = None,
    suspend: typing.Optional[builtins.bool] = None,
    target: typing.Optional[ScheduledBackupSpecTarget] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__5e3f04a66d8a4dfdff997a1b5ad78680e9b10c20f4fc17bd9d470a2ce357d311(
    *,
    name: builtins.str,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__ec0de6a0a7850df8e28c3b693af388160503fdc3c8540d94bacbff54c4738b4b(
    *,
    immediate_checkpoint: typing.Optional[builtins.bool] = None,
    wait_for_archive: typing.Optional[builtins.bool] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__6c983cff1d1dc385f879474d5f9a6d9ab9d316cdd4a00f24a4213366d1bfaed6(
    *,
    name: builtins.str,
    parameters: typing.Optional[typing.Mapping[builtins.str, builtins.str]] = None,
) -> None:
    """Type checking stubs"""
    pass
