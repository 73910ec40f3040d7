// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: GPL-2.0-only
//
// Two devices of a BlueField-3: the GPIO controller by which programs tell the chip, and the one that mlxbf-pmc binds to, with
// its blocks where secure-monitor.c answers for them: address, size, counters, and 2 for counters or 0 for registers. The
// firmware is called for every register.
DefinitionBlock ("", "SSDT", 2, "FABRIC", "BLUEFLD3", 1)
{
  Scope (\_SB)
  {
    Device (GPI0)
    {
      Name (_HID, "MLNXBF33")
      Name (_UID, Zero)
    }

    Device (PMC0)
    {
      Name (_HID, "MLNXBFD2")
      Name (_UID, Zero)
      Name (_DSD, Package ()
      {
        ToUUID ("daffd814-6eba-4d8c-8a91-bc9bbf4aa301"),
        Package ()
        {
          Package () { "sec_reg_block", 8 },
          Package () { "llt_enable", 0xff },
          Package () { "mss_enable", 0x3 },
          Package () { "block_num", 19 },
          Package ()
          {
            "block_name",
            Package ()
            {
              "llt0", "llt1", "llt2", "llt3", "llt4", "llt5", "llt6", "llt7",
              "llt_miss0", "llt_miss1", "llt_miss2", "llt_miss3", "llt_miss4", "llt_miss5", "llt_miss6", "llt_miss7",
              "mss0", "mss1", "clock_measure"
            }
          },
          Package () { "llt0", Package () { 0x13000000, 0x1000, 16, 2 } },
          Package () { "llt1", Package () { 0x13001000, 0x1000, 16, 2 } },
          Package () { "llt2", Package () { 0x13002000, 0x1000, 16, 2 } },
          Package () { "llt3", Package () { 0x13003000, 0x1000, 16, 2 } },
          Package () { "llt4", Package () { 0x13004000, 0x1000, 16, 2 } },
          Package () { "llt5", Package () { 0x13005000, 0x1000, 16, 2 } },
          Package () { "llt6", Package () { 0x13006000, 0x1000, 16, 2 } },
          Package () { "llt7", Package () { 0x13007000, 0x1000, 16, 2 } },
          Package () { "llt_miss0", Package () { 0x13008000, 0x1000, 16, 2 } },
          Package () { "llt_miss1", Package () { 0x13009000, 0x1000, 16, 2 } },
          Package () { "llt_miss2", Package () { 0x1300a000, 0x1000, 16, 2 } },
          Package () { "llt_miss3", Package () { 0x1300b000, 0x1000, 16, 2 } },
          Package () { "llt_miss4", Package () { 0x1300c000, 0x1000, 16, 2 } },
          Package () { "llt_miss5", Package () { 0x1300d000, 0x1000, 16, 2 } },
          Package () { "llt_miss6", Package () { 0x1300e000, 0x1000, 16, 2 } },
          Package () { "llt_miss7", Package () { 0x1300f000, 0x1000, 16, 2 } },
          Package () { "mss0", Package () { 0x13010000, 0x1000, 16, 2 } },
          Package () { "mss1", Package () { 0x13011000, 0x1000, 16, 2 } },
          Package () { "clock_measure", Package () { 0x13012000, 0x1000, 0, 0 } }
        }
      })
    }
  }
}
