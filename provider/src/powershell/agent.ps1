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
            $Answer.opening = Open-LyncModule -Module @($Decoded.open.modules)
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
        [string[]] $Module
    )
    foreach ($Name in $Module) {
        if (Get-Module -ListAvailable -Name $Name) {
            Import-Module -Name $Name -WarningAction SilentlyContinue 6>$null
            $Imported = Get-Module -Name $Name | Select-Object -First 1
            return @{ module = $Name; version = $Imported.Version.ToString() }
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
        # Get takes neither; without them the others may ask, and nobody answers.
        if ($Call.cmdlet -notlike 'Get-*') {
            $Parameters['Force'] = $true
            $Parameters['Confirm'] = $false
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

# A string travels with a sign before it, because ConvertFrom-Json takes a string that looks like a date for one.
function ConvertFrom-LyncValue {
    [CmdletBinding()]
    param(
        $Value
    )
    if ($Value -is [string]) { return $Value.Substring(1) }
    return $Value
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

# ConvertTo-Json would write an enum as its number and a TimeSpan as an object of fifteen.
function ConvertTo-LyncValue {
    [CmdletBinding()]
    param(
        $Value
    )
    if ($null -eq $Value) { return $null }
    if ($Value -is [bool] -or $Value -is [string]) { return $Value }
    # A deserialised enum is a number with a note: its text is the name.
    return $Value.ToString()
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
