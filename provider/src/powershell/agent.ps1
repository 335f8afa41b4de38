# The one script of a session, in the syntax of PowerShell 3.0. It is sent once; every request after that is one line,
#   Invoke-LyncRequest '<base64 of UTF-8 JSON>'
# and every answer one frame of base64 JSON on standard output. No value is ever part of a command's text.

# Progress records would land on standard error.
$ProgressPreference = 'SilentlyContinue'
# A cmdlet's non-terminating error would be no error to catch.
$ErrorActionPreference = 'Stop'
# Nobody is there to answer a question.
$ConfirmPreference = 'None'

# What may be run: nothing else is, whoever asks.
$LyncCmdlets = @(
    'Get-CsService', 'Get-CsSite', 'Get-CsPool', 'Get-CsPoolBackupRelationship', 'Get-CsManagementStoreReplicationStatus', 'Get-CsOAuthConfiguration',
    'New-CsWebOrigin', 'New-CsWebTrustedCACertificate', 'New-CsSipProxyCustom', 'New-CsSipProxyUseDefault',
    'Get-CsProxyConfiguration', 'New-CsProxyConfiguration', 'Set-CsProxyConfiguration', 'Remove-CsProxyConfiguration',
    'Get-CsWebServiceConfiguration', 'New-CsWebServiceConfiguration', 'Set-CsWebServiceConfiguration', 'Remove-CsWebServiceConfiguration'
)

function Invoke-LyncRequest {
    [CmdletBinding()]
    param(
        [Parameter(Mandatory = $true)]
        [string] $Request
    )
    $Answer = @{ id = 0; opening = $null; results = @(); error = $null }
    try {
        $Json = [Text.Encoding]::UTF8.GetString([Convert]::FromBase64String($Request))
        $Decoded = ConvertFrom-Json -InputObject $Json
        $Answer.id = $Decoded.id
        if ($Decoded.PSObject.Properties['open']) {
            $Answer.opening = Open-LyncModule -Module @($Decoded.open.modules) -Cmdlet @($Decoded.open.cmdlets)
        }
        foreach ($Call in @($Decoded.calls)) {
            $Result = Invoke-LyncCall -Call $Call
            $Answer.results += $Result
            if ($null -ne $Result.error) { break }
        }
    }
    catch {
        $Answer.error = ConvertTo-LyncError -Record $_
    }
    finally {
        $Text = ConvertTo-Json -InputObject $Answer -Depth 8 -Compress
        $Encoded = [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes($Text))
        [Console]::Out.WriteLine("#lync-answer:$($Encoded):lync-answer#")
    }
}

function Open-LyncModule {
    [CmdletBinding()]
    param(
        [string[]] $Module,
        [string[]] $Cmdlet
    )
    foreach ($Name in $Module) {
        if (Get-Module -ListAvailable -Name $Name) {
            Import-Module -Name $Name -WarningAction SilentlyContinue 6>$null
            $Imported = Get-Module -Name $Name | Select-Object -First 1
            $Parameters = @{}
            foreach ($Asked in $Cmdlet) {
                $Parameters[$Asked] = @((Get-Command -Name $Asked -ErrorAction Stop).Parameters.Keys)
            }
            return @{ module = $Name; version = $Imported.Version.ToString(); parameters = $Parameters }
        }
    }
    throw "none of the modules $($Module -join ', ') is installed on $([Environment]::MachineName)"
}

function Invoke-LyncCall {
    [CmdletBinding()]
    param(
        [Parameter(Mandatory = $true)]
        [psobject] $Call
    )
    $Result = @{ objects = @(); warnings = @(); milliseconds = 0; error = $null }
    $Watch = [Diagnostics.Stopwatch]::StartNew()
    $Found = @()
    try {
        if ($LyncCmdlets -notcontains $Call.cmdlet) { throw "$($Call.cmdlet) is not on the agent's list" }
        $Parameters = @{}
        foreach ($Property in $Call.parameters.PSObject.Properties) {
            $Parameters[$Property.Name] = ConvertFrom-LyncValue -Value $Property.Value
        }
        # Without them a cmdlet that has them may ask, and nobody answers; a Get has neither, and fails on them.
        foreach ($Switch in @{ Force = $true; Confirm = $false }.GetEnumerator()) {
            if ((Get-Command -Name $Call.cmdlet -ErrorAction Stop).Parameters.ContainsKey($Switch.Key)) { $Parameters[$Switch.Key] = $Switch.Value }
        }
        $Cmdlet = $Call.cmdlet
        $Found = @(& $Cmdlet @Parameters -ErrorAction Stop -WarningVariable Warned -WarningAction SilentlyContinue)
        $Result.warnings = @($Warned | ForEach-Object { $_.ToString() })
        if ($Call.PSObject.Properties['select']) {
            $Result.objects = @($Found | ForEach-Object { ConvertTo-LyncObject -InputObject $_ -Property $Call.select })
        }
    }
    catch {
        $Result.error = ConvertTo-LyncError -Record $_
    }
    finally {
        $Result.milliseconds = $Watch.ElapsedMilliseconds
    }
    return $Result
}

# A string travels with a sign before it, because ConvertFrom-Json takes a string that looks like a date for one. An object that a
# parameter needs is made here, by its own cmdlet; a list is its objects for New, and a hashtable of changes for Set.
function ConvertFrom-LyncValue {
    [CmdletBinding()]
    param(
        $Value
    )
    if ($Value -is [string]) { return $Value.Substring(1) }
    if ($Value -isnot [Management.Automation.PSCustomObject]) { return $Value }
    if ($Value.PSObject.Properties['make']) { return New-LyncObject -Description $Value }
    if ($Value.PSObject.Properties['list']) {
        return , @($Value.list | ForEach-Object { New-LyncObject -Description $_ })
    }
    $Change = @{}
    foreach ($Property in $Value.PSObject.Properties) {
        $Change[$Property.Name] = @($Property.Value | ForEach-Object { New-LyncObject -Description $_ })
    }
    return $Change
}

function New-LyncObject {
    [CmdletBinding()]
    param(
        [Parameter(Mandatory = $true)]
        [psobject] $Description
    )
    if ($LyncCmdlets -notcontains $Description.make) { throw "$($Description.make) is not on the agent's list" }
    $Parameters = @{}
    foreach ($Property in $Description.with.PSObject.Properties) {
        $Parameters[$Property.Name] = ConvertFrom-LyncValue -Value $Property.Value
    }
    $Cmdlet = $Description.make
    return & $Cmdlet @Parameters -ErrorAction Stop
}

function ConvertTo-LyncObject {
    [CmdletBinding()]
    param(
        $InputObject,
        [string[]] $Property
    )
    $Answer = @{}
    foreach ($Name in $Property) {
        if ($InputObject.PSObject.Properties[$Name]) {
            $Answer[$Name] = ConvertTo-LyncValue -Value $InputObject.$Name
        }
    }
    return $Answer
}

# ConvertTo-Json would write an enum as its number and a TimeSpan as an object of fifteen: each type is converted on purpose, and one that
# is not on this list is an error.
function ConvertTo-LyncValue {
    [CmdletBinding()]
    param(
        $Value
    )
    if ($null -eq $Value) { return $null }
    if ($Value -is [bool] -or $Value -is [string]) { return $Value }
    if ($Value -is [DateTime]) { return $Value.ToUniversalTime().ToString('o') }
    if ($Value -is [TimeSpan] -or $Value -is [Uri] -or $Value -is [Guid] -or $Value -is [Version] -or $Value -is [Enum]) { return $Value.ToString() }
    if ($Value -is [int] -or $Value -is [uint32] -or $Value -is [long] -or $Value -is [uint64] -or $Value -is [double] -or $Value -is [decimal]) {
        # A deserialised enum is a number whose text is its name; and a reader in JavaScript loses digits above 2^53.
        $Text = $Value.ToString([Globalization.CultureInfo]::InvariantCulture)
        if ($Value.ToString() -match '^[A-Za-z]') { return $Value.ToString() }
        if ([Math]::Abs([decimal] $Value) -gt 9007199254740991) { return $Text }
        return $Value.PSObject.BaseObject
    }
    if ($Value -is [Collections.IEnumerable]) {
        return , @($Value | ForEach-Object { ConvertTo-LyncValue -Value $_ })
    }
    $Properties = $Value.PSObject.Properties
    if ($Properties['Thumbprint']) { return @{ Thumbprint = [string] $Value.Thumbprint; CAStore = $Value.CAStore.ToString() } }
    if ($Properties['CustomValue']) { return @{ CustomValue = [string] $Value.CustomValue } }
    if ($Properties['Url']) { return @{ Url = [string] $Value.Url } }
    if (@($Value.PSObject.TypeNames | Where-Object { $_ -like '*UseDefault*' }).Count -gt 0) { return @{ UseDefault = $true } }
    throw "a value of type $($Value.GetType().FullName) is not known"
}

function ConvertTo-LyncError {
    [CmdletBinding()]
    param(
        [Parameter(Mandatory = $true)]
        [Management.Automation.ErrorRecord] $Record
    )
    return @{
        category = $Record.CategoryInfo.Category.ToString()
        id       = [string] $Record.FullyQualifiedErrorId
        message  = [string] $Record.Exception.Message
        target   = [string] $Record.TargetObject
    }
}
