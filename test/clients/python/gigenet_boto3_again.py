"""Buys an instance as boto3 does it unasked: with a token, and again when the server fails."""

import boto3
from program import given, tell

ec2 = boto3.client(
    "ec2",
    endpoint_url=given["endpoint"],
    region_name="ord1",
    aws_access_key_id=given["apiKey"],
    aws_secret_access_key=given["apiHash"],
)
run = ec2.run_instances(ImageId="debian64_9", InstanceType="gcl.1", MinCount=1, MaxCount=1)
tell({"reported": len(run["Instances"])})
