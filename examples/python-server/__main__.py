"""A key to log in with, a group that lets SSH and the web in, and the server itself."""

import pulumi
from pulumi_indiecloud import lunanode

key = lunanode.SshKey(
    "laptop",
    public_key="ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExampleExampleExampleExampleExampleExampleExamp you@laptop",
)

web = lunanode.SecurityGroup(
    "web",
    rules=[
        lunanode.SecurityGroupRuleArgs(direction="ingress", protocol="tcp", port_min=port)
        for port in (22, 80, 443)
    ],
)

server = lunanode.Vm(
    "web",
    region="toronto",
    plan="m.2",
    image="Ubuntu 24.04 64-bit",
    ssh_keys=[key.key_id],
    security_groups=[web.group_id],
    power_state="running",
)

pulumi.export("ip", server.ip)
