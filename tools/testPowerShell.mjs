/** npm run test:powershell: the contract cases against LyncSimulator.psm1, and the agent's own, in a real PowerShell; fails if there is none. */
process.env["LYNC_REQUIRE_POWERSHELL"] = "1";
process.argv.push("test/contract", "test/powershell/agent");
await import("./test.mjs");
