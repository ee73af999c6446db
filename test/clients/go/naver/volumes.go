package main

import (
	"github.com/NaverCloudPlatform/ncloud-sdk-go-v2/services/vnas"
	"indiecloud.example/clients/program"
)

// walkVolumes makes, grows and removes a NAS volume.
func walkVolumes(cloud clients, seen program.Seen) {
	storage, given := cloud.storage, cloud.given
	volume := program.Get(storage.CreateNasVolumeInstance(&vnas.CreateNasVolumeInstanceRequest{
		VolumeName: text("share"), VolumeSize: number(500), VolumeAllotmentProtocolTypeCode: text("NFS"), IsReturnProtection: yes,
	})).NasVolumeInstanceList[0]
	given.Advance(60)
	program.Get(storage.ChangeNasVolumeSize(&vnas.ChangeNasVolumeSizeRequest{
		NasVolumeInstanceNo: volume.NasVolumeInstanceNo, VolumeSize: number(600),
	}))
	given.Advance(60)
	volume = program.Get(storage.GetNasVolumeInstanceDetail(&vnas.GetNasVolumeInstanceDetailRequest{
		NasVolumeInstanceNo: volume.NasVolumeInstanceNo,
	})).NasVolumeInstanceList[0]
	seen["NAS volume"] = []any{
		volume.NasVolumeInstanceStatus.Code, volume.VolumeAllotmentProtocolType.Code, *volume.VolumeSize >> 30,
		len(volume.NasVolumeServerInstanceNoList), *volume.IsReturnProtection, *volume.SnapshotVolumeConfigurationRatio,
	}
	removal := &vnas.DeleteNasVolumeInstancesRequest{NasVolumeInstanceNoList: []*string{volume.NasVolumeInstanceNo}}
	_, err := storage.DeleteNasVolumeInstances(removal)
	seen["deleted while protected"] = err == nil
	no := false
	program.Get(storage.SetNasVolumeReturnProtection(&vnas.SetNasVolumeReturnProtectionRequest{
		NasVolumeInstanceNo: volume.NasVolumeInstanceNo, IsReturnProtection: &no,
	}))
	program.Get(storage.DeleteNasVolumeInstances(removal))
	given.Advance(60)
	seen["volumes left"] = len(program.Get(storage.GetNasVolumeInstanceList(&vnas.GetNasVolumeInstanceListRequest{})).NasVolumeInstanceList)
}
