"""NAVER's own Python SDK: from the account's network to a server that runs, and away again."""

import json

import ncloud_vpc
import ncloud_vserver
from ncloud_vserver.rest import ApiException
from program import advance, given, tell


def api(sdk, service):
    configuration = sdk.Configuration()
    configuration.host = f"{given['endpoint']}/{service}/v2"
    configuration.access_key = given["accessKey"]
    configuration.secret_key = given["secretKey"]
    # The SDK signs what has credentials by this name.
    configuration.api_key["x-ncp-iam"] = given["accessKey"]
    return sdk.V2Api(sdk.ApiClient(configuration))


server = api(ncloud_vserver, "vserver")
network = api(ncloud_vpc, "vpc")
sent = ncloud_vserver


def error(call, request):
    try:
        call(request)
    except ApiException as refused:
        return [refused.status, json.loads(refused.body)["responseError"]["returnCode"]]
    return None


def shown():
    found = server.get_server_instance_detail(sent.GetServerInstanceDetailRequest(server_instance_no=no))
    return found.server_instance_list


def status():
    return [shown()[0].server_instance_status.code, shown()[0].server_instance_operation.code]


seen = {"regions": [one.region_code for one in server.get_region_list(sent.GetRegionListRequest()).region_list]}
vpc = network.get_vpc_list(ncloud_vpc.GetVpcListRequest()).vpc_list[0]
subnets = network.get_subnet_list(ncloud_vpc.GetSubnetListRequest(vpc_no=vpc.vpc_no)).subnet_list
subnet = next(one for one in subnets if one.subnet_name == "demo-public")
seen["network"] = [vpc.vpc_name, subnet.subnet, subnet.subnet_type.code]

images = server.get_server_image_product_list(sent.GetServerImageProductListRequest()).product_list
image = next(one for one in images if "ubuntu" in one.product_name)
products = server.get_server_product_list(
    sent.GetServerProductListRequest(server_image_product_code=image.product_code)
).product_list
seen["image"] = [image.infra_resource_type.code, image.product_name]
seen["product"] = [products[0].infra_resource_type.code, products[0].cpu_count]

key = server.create_login_key(sent.CreateLoginKeyRequest(key_name="laptop"))
seen["key"] = key.private_key.splitlines()[0]
groups = server.get_access_control_group_list(sent.GetAccessControlGroupListRequest(vpc_no=vpc.vpc_no))
group = groups.access_control_group_list[0].access_control_group_no
rule = sent.AddAccessControlGroupRuleParameter(ip_block="198.51.100.0/24", protocol_type_code="TCP", port_range="8443")
added = server.add_access_control_group_inbound_rule(
    sent.AddAccessControlGroupInboundRuleRequest(
        vpc_no=vpc.vpc_no, access_control_group_no=group, access_control_group_rule_list=[rule]
    )
)
seen["rule"] = "8443" in [one.port_range for one in added.access_control_group_rule_list]
advance(30)

# The SDK cannot send the groups of an interface inside the order of a server: it makes the interface first.
interface = server.create_network_interface(
    sent.CreateNetworkInterfaceRequest(
        vpc_no=vpc.vpc_no, subnet_no=subnet.subnet_no, access_control_group_no_list=[group]
    )
).network_interface_list[0]
made = server.create_server_instances(
    sent.CreateServerInstancesRequest(
        server_name="web",
        vpc_no=vpc.vpc_no,
        subnet_no=subnet.subnet_no,
        server_image_product_code=image.product_code,
        server_product_code=products[0].product_code,
        login_key_name="laptop",
        is_protect_server_termination=False,
        network_interface_list=[
            sent.NetworkInterfaceParameter(
                network_interface_order=0,
                network_interface_no=interface.network_interface_no,
                access_control_group_no_list=[],
            )
        ],
    )
).server_instance_list[0]
no = made.server_instance_no
seen["made"] = [made.server_name, made.server_instance_status.code]
advance(1200)
seen["built"] = status()
seen["described"] = [
    shown()[0].cpu_count,
    shown()[0].network_interface_no_list == [interface.network_interface_no],
    shown()[0].is_protect_server_termination,
]

address = server.create_public_ip_instance(sent.CreatePublicIpInstanceRequest(server_instance_no=no))
advance(60)
seen["public"] = shown()[0].public_ip == address.public_ip_instance_list[0].public_ip

numbers = {"server_instance_no_list": [no]}
seen["terminated while it runs"] = error(
    server.terminate_server_instances, sent.TerminateServerInstancesRequest(**numbers)
)
server.stop_server_instances(sent.StopServerInstancesRequest(**numbers))
advance(120)
seen["stopped"] = status()
server.disassociate_public_ip_from_server_instance(
    sent.DisassociatePublicIpFromServerInstanceRequest(
        public_ip_instance_no=address.public_ip_instance_list[0].public_ip_instance_no
    )
)
advance(60)
server.terminate_server_instances(sent.TerminateServerInstancesRequest(**numbers))
advance(300)
seen["gone"] = server.get_server_instance_list(sent.GetServerInstanceListRequest()).server_instance_list
tell(seen)
