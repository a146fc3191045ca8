"""This lab: its cluster and its apps."""

from homelab_constructs import ClusterProfile, ContainerRegistry, ExistingSource, Homelab, TriggerDevStack

lab = Homelab(
    ClusterProfile(
        domain="${SECRET_DOMAIN}",
        database_storage_class="ceph-application-high-performance",
        data_storage_class="juicefs-application-compressed",
        base_dependencies=["002-infrastructure-extra"],
        existing_sources=[
            ExistingSource(kind="OCIRepository", name="bitnami-redis", version="18.4.0"),
            ExistingSource(kind="HelmRepository", name="bjw-s"),
        ],
    )
)

TriggerDevStack(
    lab,
    "trigger-dev",
    host="trigger.${SECRET_DOMAIN}",
    registry=ContainerRegistry(host="registry.${SECRET_DOMAIN}", namespace="homelab/trigger"),
)

lab.synth()
