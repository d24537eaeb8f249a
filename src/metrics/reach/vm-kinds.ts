import type { Model } from '../../model/model.ts';
import type { VmKinds } from '../../model/vms/vm-rows.ts';

/** Groups VMs that find the same ways on the same datastore. Of a vSphere host only its management network matters. */
export function kindsOfVms({ vms, hosts }: Model): VmKinds {
  return vms.kindsBy(({ platform, host, site, sanCapable, arrayCapable, tracked }) => {
    const own = platform === 'hyperv' ? host : (hosts[host]?.managementResource ?? -1);
    return `${platform}/${own}/${site}/${sanCapable}/${arrayCapable}/${tracked}`;
  });
}
