"""A client for Python 2, as it is: Python 3 lends it the names that it asks for."""

import importlib.util
import json
import sys
import urllib.parse
import urllib.request

from program import given, tell

sys.modules["urllib2"] = urllib.request
urllib.urlencode = lambda parameters: urllib.parse.urlencode(parameters).encode()
sys.path += importlib.util.find_spec("hdcorepy").submodule_search_locations
from Client import Client  # noqa: E402

api = Client(given["privateKey"], given["publicKey"])
# It knows one endpoint only.
api._Client__endpoint = f"{given['endpoint']}/v1/"


def call(action, parameters=None):
    reply = json.loads(api.call(action, parameters))
    return reply["error"] or reply["response"]


tell(
    {
        "vps": call("vps.list")[0],
        "servers": [server["cuid"] for server in call("server.list")],
        "parameters": call("vps.get", {"cuid": "V101"}),
    }
)
