# A compiled module for tests, like a vendor's. At the first import, PowerShell compiles the C#
# files next to this file, and every later import uses the result. Import-Module of only the
# assembly gives the same cmdlets.

$ErrorActionPreference = 'Stop'
$Assembly = Join-Path -Path $PSScriptRoot -ChildPath 'Cmdlets.dll'
if (-not (Test-Path -LiteralPath $Assembly)) {
    # Several processes may do this at once. Each compiles to a separate file, and the first one to
    # finish wins.
    $Folder = (New-Item -ItemType Directory -Path (Join-Path -Path $PSScriptRoot -ChildPath $PID)).FullName
    $Compiled = Join-Path -Path $Folder -ChildPath 'Cmdlets.dll'
    Add-Type -LiteralPath (Get-ChildItem -LiteralPath $PSScriptRoot -Filter '*.cs').FullName -OutputAssembly $Compiled
    try { [IO.File]::Move($Compiled, $Assembly) }
    catch [IO.IOException] { if (-not (Test-Path -LiteralPath $Assembly)) { throw } }
    Remove-Item -LiteralPath $Folder -Recurse
}
Import-Module -Name $Assembly
# Tells the agent which module and which version this module simulates.
$ExecutionContext.SessionState.Module.PrivateData = @{
    StandsForModule = [Microsoft.Rtc.Management.Simulated.StandsFor]::Module
    StandsForVersion = [Microsoft.Rtc.Management.Simulated.StandsFor]::Version
}
Export-ModuleMember -Cmdlet '*'
