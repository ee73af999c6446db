import { lunanode } from "@indiecloud/pulumi";
import * as pulumi from "@pulumi/pulumi";

/** What all servers of the site share. */
export interface Site {
  region: string;
  network: lunanode.Network;
  securityGroup: lunanode.SecurityGroup;
  key: lunanode.SshKey;
  setup: lunanode.StartupScript;
}

/** A web server with a data volume. */
export class WebServer extends pulumi.ComponentResource {
  readonly vm: lunanode.Vm;
  readonly data: lunanode.Volume;

  constructor(name: string, plan: pulumi.Input<string>, site: Site, opts?: pulumi.ComponentResourceOptions) {
    super("example:index:WebServer", name, {}, opts);
    const { region } = site;
    this.vm = new lunanode.Vm(
      name,
      {
        region,
        plan,
        image: "Ubuntu 24.04 64-bit",
        network: site.network.id,
        securityGroups: [site.securityGroup.id],
        sshKeys: [site.key.id],
        startupScripts: [site.setup.id],
        powerState: "running",
      },
      { parent: this },
    );
    // The data outlives the server: a new server gets the same volume.
    this.data = new lunanode.Volume(name, { region, size: 20 }, { parent: this });
    new lunanode.VolumeAttachment(name, { volume: this.data.id, vm: this.vm.id }, { parent: this });
    this.registerOutputs({});
  }
}
