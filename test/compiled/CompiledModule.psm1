# A module as a vendor compiles one, for tests: PowerShell compiles the C# files next to this one at
# the first import, and every later import takes what was compiled. Import-Module of the assembly
# alone gives the same cmdlets.

$ErrorActionPreference = 'Stop'
$Assembly = Join-Path -Path $PSScriptRoot -ChildPath 'Cmdlets.dll'
if (-not (Test-Path -LiteralPath $Assembly)) {
    # Several processes may do this at once. Each compiles to a file of its own, and the first one
    # to finish wins.
    $Folder = (New-Item -ItemType Directory -Path (Join-Path -Path $PSScriptRoot -ChildPath $PID)).FullName
    $Compiled = Join-Path -Path $Folder -ChildPath 'Cmdlets.dll'
    Add-Type -LiteralPath (Get-ChildItem -LiteralPath $PSScriptRoot -Filter '*.cs').FullName -OutputAssembly $Compiled
    try { [IO.File]::Move($Compiled, $Assembly) }
    catch [IO.IOException] { if (-not (Test-Path -LiteralPath $Assembly)) { throw } }
    Remove-Item -LiteralPath $Folder -Recurse
}
Import-Module -Name $Assembly
# Whoever imports this module is told which module of which server it stands for.
$ExecutionContext.SessionState.Module.PrivateData = @{
    StandsForModule = [Microsoft.Rtc.Management.Simulated.StandsFor]::Module
    StandsForVersion = [Microsoft.Rtc.Management.Simulated.StandsFor]::Version
}
Export-ModuleMember -Cmdlet '*'
