"""OVH's own Python client: a key of its own, an instance's life, and a service account."""

import os

import ovh
from ovh import client as settings
from program import advance, change, given, tell

# The client knows endpoints by name only, and this table is where it looks them up.
settings.ENDPOINTS["ovh-eu"] = f"{given['endpoint']}/1.0"
settings.OAUTH2_TOKEN_URLS["ovh-eu"] = f"{given['endpoint']}/auth/oauth2/token"
# Its OAuth library refuses plain HTTP otherwise.
os.environ["OAUTHLIB_INSECURE_TRANSPORT"] = "1"

api = ovh.Client("ovh-eu", given["applicationKey"], given["applicationSecret"], consumer_key="")
project = f"/cloud/project/{given['project']}"


def error(call, *parameters, **named):
    try:
        call(*parameters, **named)
    except ovh.exceptions.APIError as refused:
        return [type(refused).__name__, refused.response.status_code, refused.args[0]]
    return None


request = api.new_consumer_key_request()
request.add_rules(ovh.API_READ_ONLY, "/me")
request.add_rules(ovh.API_READ_ONLY, "/auth/currentCredential")
request.add_rules(["POST"], "/auth/logout")
request.add_recursive_rules(ovh.API_READ_WRITE, "/cloud/project")
asked = request.request()
seen = {"key": asked["state"], "pending": error(api.get, "/me")}
change({"cloud": "ovh", "action": "validate-key", "id": asked["consumerKey"]})

seen["an hour ahead"] = 3000 < api.time_delta <= 3601
seen["me"] = api.get("/me")["nichandle"]
seen["rules"] = len(api.get("/auth/currentCredential")["rules"])
seen["projects"] = api.get("/v1/cloud/project")


def id(kind, name):
    return [one["id"] for one in api.get(f"{project}/{kind}", region="GRA11") if one["name"] == name][0]


made = api.post(
    f"{project}/instance",
    name="café",
    region="GRA11",
    flavorId=id("flavor", "d2-2"),
    imageId=id("image", "Debian 12"),
    monthlyBilling=False,
)
instance = f"{project}/instance/{made['id']}"
seen["made"] = [made["name"], made["status"]]
advance(60)
api.put(instance, instanceName="thé")
shown = api.get(instance)
seen["built"] = [shown["name"], shown["status"], len(shown["ipAddresses"])]
api.post(f"{instance}/stop")
advance(30)
seen["stopped"] = api.get(instance)["status"]
seen["stopped again"] = error(api.post, f"{instance}/stop")[:2]
seen["not granted"] = error(api.get, "/me/api/application")
seen["invalid"] = error(api.post, f"{project}/instance", name="no flavor", region="GRA11")

robot = ovh.Client("ovh-eu", client_id=given["clientId"], client_secret=given["clientSecret"])
seen["by token"] = [one["name"] for one in robot.get(f"{project}/instance")]

api.delete(instance)
advance(60)
seen["gone"] = error(api.get, instance)
api.post("/auth/logout")
seen["logged out"] = error(api.get, "/me")
tell(seen)
