// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Output of flint and mlxfwmanager for a card, with our own values in the vendor's format. */

/** `flint -d DEVICE q full` of a card that runs its stored firmware. */
export const FLINT = `Image type:            FS4
FW Version:            28.43.2026
FW Release Date:       3.2.2025
MIC Version:           2.0.0
PRS Name:              cx7-400g-cx731_1_swp.prs
Part Number:           MCX75310AAS-NEA_Ax
Description:           NVIDIA ConnectX-7 HHHL Adapter card; 400GbE / NDR IB (default mode); Single-port OSFP
Product Version:       28.43.2026
Rom Info:              type=UEFI Virtio net version=21.4.13 cpu=AMD64,AARCH64
                       type=UEFI version=14.36.16 cpu=AMD64,AARCH64
                       type=PXE version=3.7.500 cpu=AMD64
Description:           UID                GuidsNumber
Base GUID:             a088c20300aa0140        8
Base MAC:              a088c2aa0140            8
Image VSD:             N/A
Device VSD:            N/A
PSID:                  MT_0000000838
Security Attributes:   secure-fw, dev
Security Ver:          1
Default Update Method: fw_ctrl
`;

/** The same card after an update, before its reset. */
export const FLINT_PENDING = FLINT.replace('FW Release Date', 'FW Version(Running):   28.42.1000\nFW Release Date');

/** One device of `mlxfwmanager --query --query-format XML`. */
export const xmlDevice = (
  device: string,
  more: string = '',
): string => `    <Device pciName="${device}" type="ConnectX7" psid="MT_0000000838" partNumber="MCX75310AAS-NEA_Ax">
      <Versions>
        <FW current="28.43.2026" available="N/A"/>
${more}        <PXE current="3.7.0500" available="N/A"/>
        <UEFI current="14.36.0016" available="N/A"/>
        <UEFI_Virtio_net current="21.4.0013" available="N/A"/>
      </Versions>
      <MACs Base_Mac="a088c2aa0140" />
      <GUIDs Base_Guid="a088c20300aa0140" />
      <Status>No matching image found</Status>
      <Description>NVIDIA ConnectX-7 HHHL Adapter card; 400GbE / NDR IB (default mode)</Description>
    </Device>
`;

/** XML element of a running version that differs from the stored one. */
export const XML_RUNNING = '        <FW_Running current="28.42.1000" available="N/A"/>\n';

/** A device that could not be opened, such as a BlueField in zero-trust mode seen from its host. */
export const XML_UNOPENED = `    <Device pciName="0000:c3:00.0" type="BlueField3" psid="" partNumber="--">
      <Versions>
        <FW current="--" available=""/>
        <PXE current="--" available=""/>
      </Versions>
      <MACs Base_Mac="N/A" />
      <Status>Failed to open device</Status>
      <Description></Description>
    </Device>
`;

/** The XML of these devices. */
export const xmlOf = (...devices: readonly string[]): string => `<Devices>\n${devices.join('')}</Devices>\n`;

/** One device of the text that mlxfwmanager and mlxup print. */
export const managerBlock = (number: number, device: string, more = ''): string => `Device #${number}:
----------

  Device Type:      ConnectX7
  Part Number:      MCX75310AAS-NEA_Ax
  Description:      NVIDIA ConnectX-7 HHHL Adapter card; 400GbE / NDR IB (default mode)
  PSID:             MT_0000000838
  PCI Device Name:  ${device}
  Base GUID:        a088c20300aa0140
  Base MAC:         a088c2aa0140
  Versions:         Current        Available     
     FW             28.43.2026     28.44.1036    
${more}     PXE            3.7.0500       N/A           
     UEFI           14.36.0016     N/A           
     UEFI Virtio net   21.4.0013      N/A           

  Status:           Update required

`;

/** Text line of a running version that differs from the stored one. */
export const BLOCK_RUNNING = '     FW (Running)   28.42.1000     N/A           \n';

/** The text of these blocks. */
export const managerText = (...blocks: readonly string[]): string =>
  `Querying Mellanox devices firmware ...\n\n${blocks.join('')}`;
