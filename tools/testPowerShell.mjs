/**
 * npm run test:powershell: in a real PowerShell, runs the contract cases against the module and the
 * compiled cmdlets, and the agent's own tests. It fails if there is none.
 */
process.env["LYNC_REQUIRE_POWERSHELL"] = "1";
process.argv.push("test/contract", "test/compiled", "test/powershell/agent");
await import("./test.mjs");
