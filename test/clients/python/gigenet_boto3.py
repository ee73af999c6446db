"""An instance's life by boto3, as somebody would write it who knows EC2 and GigeNET's documentation."""

import boto3
from botocore.exceptions import ClientError
from program import advance, given, tell


def client(secret):
    return boto3.client(
        "ec2",
        endpoint_url=given["endpoint"],
        region_name="ord1",
        aws_access_key_id=given["apiKey"],
        aws_secret_access_key=secret,
    )


ec2 = client(given["apiHash"])


def instance():
    return ec2.describe_instances(InstanceIds=[id])["Reservations"][0]["Instances"][0]


def status():
    return ec2.describe_instance_status(InstanceIds=[id])["InstanceStatuses"][0]["InstanceState"]


def error(call, **parameters):
    try:
        call(**parameters)
    except ClientError as refused:
        code = refused.response["Error"]["Code"]
        return [code, refused.response["ResponseMetadata"]["HTTPStatusCode"]]
    return None


image = ec2.describe_images(ImageIds=["ubuntu64_16.04"])["Images"][0]
types = ec2.describe_instance_types()["InstanceTypes"]
seen = {
    "image": {key: image[key] for key in ["ImageId", "State", "Platform"]},
    "type": next(one["InstanceType"] for one in types if one["VCpuInfo"]["DefaultVCpus"] == 1),
    "zones": sorted({zone["ZoneName"] for zone in ec2.describe_availability_zones()["AvailabilityZones"]}),
}

run = ec2.run_instances(
    ImageId=image["ImageId"],
    InstanceType=seen["type"],
    MinCount=1,
    MaxCount=1,
    Placement={"AvailabilityZone": "ord1"},
    TagSpecifications=[{"ResourceType": "instance", "Tags": [{"Key": "web server/é~*", "Value": ""}]}],
)
id = run["Instances"][0]["InstanceId"]
seen["made"] = run["Instances"][0]["State"]
advance(60)
seen["built"] = status()
described = instance()
seen["described"] = {
    key: described[key] for key in ["ImageId", "InstanceType", "Placement", "State", "Tags", "PublicIpAddress"]
}

ec2.create_tags(Resources=[id], Tags=[{"Key": "blue", "Value": ""}])
ec2.delete_tags(Resources=[id], Tags=[{"Key": "web server/é~*"}])
seen["tags"] = instance()["Tags"]

ec2.stop_instances(InstanceIds=[id])
advance(30)
seen["stopped"] = instance()["State"]
ec2.modify_instance_attribute(InstanceId=id, InstanceType={"Value": "bal.xlg"})
advance(60)
seen["resized"] = instance()["InstanceType"]
attribute = ec2.describe_instance_attribute(InstanceId=id, Attribute="instanceType")
seen["attribute"] = attribute["InstanceType"]["Value"]
ec2.start_instances(InstanceIds=[id])
advance(30)
seen["started"] = instance()["State"]

address = ec2.allocate_address()["PublicIp"]
ec2.associate_address(InstanceId=id, PublicIp=address)
seen["bound"] = [one["InstanceId"] for one in ec2.describe_addresses(PublicIps=[address])["Addresses"]] == [id]
ec2.disassociate_address(PublicIp=address)
ec2.release_address(PublicIp=address)
seen["addresses"] = ec2.describe_addresses()["Addresses"]

seen["errors"] = {
    "type": error(ec2.run_instances, ImageId="ubuntu64_16.04", InstanceType="t3.micro", MinCount=1, MaxCount=1),
    "unsupported": error(ec2.describe_vpcs),
    "wrong secret": error(client("guessed").describe_instances),
}
seen["terminated"] = ec2.terminate_instances(InstanceIds=[id])["TerminatingInstances"][0]["InstanceId"] == id
advance(60)
seen["gone"] = error(ec2.describe_instances, InstanceIds=[id])
tell(seen)
