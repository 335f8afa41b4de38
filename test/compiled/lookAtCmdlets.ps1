# Imports only the assembly of a compiled module, and prints what a caller sees, as JSON.
param([string] $Assembly, [string] $FaultsFile)

$ErrorActionPreference = 'Stop'
Import-Module -Name $Assembly
$Set = (Get-Command -Name Set-CsWebServiceConfiguration).Parameters
$New = (Get-Command -Name New-CsWebServiceConfiguration).Parameters

$Certificate = New-CsWebTrustedCACertificate -Thumbprint ('A' * 40) -CAStore TrustedRootCA
Set-CsWebServiceConfiguration -CrossDomainAuthorizationList @{ Add = New-CsWebOrigin -Url 'https://a.com' } -TrustedCACerts $Certificate -WsFedPassiveMetadataUri 'https://b.com'
$Web = Get-CsWebServiceConfiguration
$Replica = Get-CsManagementStoreReplicationStatus | Select-Object -First 1

# The fault delays this call. When the call has arrived, the fault is used up.
$Stopped = [PowerShell]::Create([Management.Automation.RunspaceMode]::NewRunspace)
[void] $Stopped.AddScript("Import-Module -Name '$Assembly'; Get-CsSite")
[void] $Stopped.BeginInvoke()
while ((Get-Content -LiteralPath $FaultsFile -Raw).Trim() -ne '[]') { Start-Sleep -Milliseconds 10 }
$Stopped.Stop()
$AfterStop = @(Get-CsPool -Identity LyncPool01.contoso.com)

$WhatIfPreference = $true
Set-CsProxyConfiguration -OutgoingTlsCount 2
$Preferred = (Get-CsProxyConfiguration).OutgoingTlsCount
Set-CsProxyConfiguration -OutgoingTlsCount 3 -WhatIf:$false
$Overridden = (Get-CsProxyConfiguration).OutgoingTlsCount

ConvertTo-Json -Compress -InputObject @{
    parameters = @(
        foreach ($Name in 'Identity', 'UsePinAuth', 'MaxGroupSizeToExpand', 'CASigningKeyLength', 'HstsMaxAgeInSeconds', 'JoinLauncherCdnTimeout', 'UseWindowsAuth', 'TrustedCACerts') {
            # The namespaces are removed.
            ('{0}: {1}, {2}' -f $Name, $New[$Name].ParameterType, $Set[$Name].ParameterType) -replace '\w+\.', ''
        }
    )
    returned = @(
        foreach ($Value in $Web.Identity, $Web.UsePinAuth, $Web.MaxGroupSizeToExpand, $Web.UseWindowsAuth, $Web.JoinLauncherCdnTimeout, $Web.WsFedPassiveMetadataUri, $Replica.ReplicaFqdn, $Replica.LastStatusReport) {
            $Value.GetType().Name
        }
    )
    texts = @($Web.CrossDomainAuthorizationList + $Web.TrustedCACerts + (Get-CsProxyConfiguration).Realm + (New-CsSipProxyCustom -CustomValue a) | ForEach-Object -Process { $_.ToString() })
    afterStop = @($AfterStop | ForEach-Object -Process { $_.Identity.ToString() })
    preferred = $Preferred
    overridden = $Overridden
}
