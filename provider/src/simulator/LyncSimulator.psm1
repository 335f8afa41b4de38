# The simulated deployment of pulumi-lync as a module, in the syntax of PowerShell 3.0: the Cs
# cmdlets as functions with typed parameters, for a real PowerShell to bind. All else is done by the
# simulator, a Node.js process that is this session's child. LYNC_SIMULATOR names the topology file,
# LYNC_SIMULATOR_NODE the Node.js, and LYNC_SIMULATOR_PROGRAM the simulator's program.
# binderProtocol.ts says what goes between the two.

# A non-terminating error in a function below would let a cmdlet go on with half of what it needs.
$ErrorActionPreference = 'Stop'
# Progress records would land on standard error.
$ProgressPreference = 'SilentlyContinue'

$Invariant = [Globalization.CultureInfo]::InvariantCulture
# What JSON must escape in a text.
$Escaped = [regex] '[\x00-\x1f"\\]'
$Escape = [Text.RegularExpressions.MatchEvaluator] { param($Match) '\u{0:x4}' -f [int] [char] $Match.Value }

#region The simulator

function Start-Simulator {
    if (-not $env:LYNC_SIMULATOR_NODE -or -not $env:LYNC_SIMULATOR_PROGRAM) {
        throw 'LYNC_SIMULATOR_NODE and LYNC_SIMULATOR_PROGRAM name no program. pulumi-lync sets them, and imports this module in the place of a real one.'
    }
    $Start = New-Object -TypeName System.Diagnostics.ProcessStartInfo
    $Start.FileName = $env:LYNC_SIMULATOR_NODE
    $Start.Arguments = '"' + $env:LYNC_SIMULATOR_PROGRAM.Replace('"', '\"') + '"'
    $Start.UseShellExecute = $false
    $Start.CreateNoWindow = $true
    $Start.RedirectStandardInput = $true
    $Start.RedirectStandardOutput = $true
    # .NET Framework would take the console's code page.
    $Start.StandardOutputEncoding = [Text.Encoding]::UTF8
    return [Diagnostics.Process]::Start($Start)
}

# What the simulator says next; nothing once it has ended.
function Read-Simulator {
    $Line = $Simulator.StandardOutput.ReadLine()
    if ($null -eq $Line) { return }
    return ConvertFrom-Json -InputObject ([Text.Encoding]::UTF8.GetString([Convert]::FromBase64String($Line)))
}

function Read-Description {
    $Said = Read-Simulator
    if ($null -eq $Said) { throw "The simulator ended at its start: `"$($env:LYNC_SIMULATOR_NODE)`" `"$($env:LYNC_SIMULATOR_PROGRAM)`"." }
    if ($null -ne $Said.error) { throw (ConvertTo-ErrorRecord -Said $Said.error) }
    return $Said
}

# Has the simulator run a call. The result is its objects, and the error that it ended with.
function Send-Call {
    param([string] $Name, [Collections.IDictionary] $Parameters)
    $script:LastCall += 1
    $Pairs = foreach ($Entry in $Parameters.GetEnumerator()) { (ConvertTo-QuotedText -Text $Entry.Key) + ':' + (ConvertTo-Sent -Value $Entry.Value) }
    $Json = '{{"id":{0},"cmdlet":"{1}","parameters":{{{2}}}}}' -f $LastCall, $Name, ($Pairs -join ',')
    $Bytes = [Text.Encoding]::ASCII.GetBytes([Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes($Json)) + "`n")
    try {
        # The writer above this stream may begin with a byte order mark.
        $Simulator.StandardInput.BaseStream.Write($Bytes, 0, $Bytes.Length)
        $Simulator.StandardInput.BaseStream.Flush()
    }
    catch [IO.IOException] { Exit-Session }
    $Objects = [Collections.ArrayList] @()
    while ($true) {
        $Said = Read-Simulator
        if ($null -eq $Said) { Exit-Session }
        # Of a call that somebody stopped.
        if ($Said.id -ne $LastCall) { continue }
        if ($null -eq $Said.PSObject.Properties['object']) { break }
        [void] $Objects.Add($Said.object)
    }
    return @{ Objects = @(ConvertTo-Returned -Name $Name -Objects $Objects); Error = (ConvertTo-ErrorRecord -Said $Said.error) }
}

# A session is of no use once its simulator has ended.
function Exit-Session {
    [Environment]::Exit(1)
}

# ThrowTerminatingError puts the cmdlet's name behind the id.
function ConvertTo-ErrorRecord {
    param($Said)
    if ($null -eq $Said) { return }
    $Message = $Said.message.Substring(1)
    $Exception = New-Object -TypeName System.InvalidOperationException -ArgumentList $Message
    $Category = $Said.category.Substring(1) -as [Management.Automation.ErrorCategory]
    # A fault may name any.
    if ($null -eq $Category) { $Category = [Management.Automation.ErrorCategory]::NotSpecified }
    $Id = $Said.id.Substring(1)
    $Target = $Said.target.Substring(1)
    return New-Object -TypeName System.Management.Automation.ErrorRecord -ArgumentList $Exception, $Id, $Category, $Target
}

#endregion
#region Values

# A bound value as JSON.
function ConvertTo-Sent {
    param($Value)
    if ($null -eq $Value) { return 'null' }
    if ($Value -is [bool] -or $Value -is [Management.Automation.SwitchParameter]) { return $Value.ToString().ToLowerInvariant() }
    if ($Value -is [Collections.IDictionary]) {
        $Pairs = foreach ($Entry in $Value.GetEnumerator()) { (ConvertTo-QuotedText -Text $Entry.Key) + ':' + (ConvertTo-SentList -Elements $Entry.Value) }
        return '{' + ($Pairs -join ',') + '}'
    }
    if ($Value -is [Array]) { return '{"list":' + (ConvertTo-SentList -Elements $Value) + '}' }
    return ConvertTo-SentElement -Element $Value
}

function ConvertTo-SentList {
    param($Elements)
    $Sent = foreach ($Element in $Elements) { ConvertTo-SentElement -Element $Element }
    return '[' + ($Sent -join ',') + ']'
}

# An object that one of the cmdlets has made, as what makes it; anything else as its text.
function ConvertTo-SentElement {
    param($Element)
    if ($null -eq $Element) { return 'null' }
    $Class = ([psobject] $Element).PSObject.TypeNames[0]
    if ($Class -notlike 'LyncSimulator.*') { return ConvertTo-QuotedText -Text ([Convert]::ToString($Element, $Invariant)) }
    $Pairs = foreach ($Property in $Element.PSObject.Properties) { (ConvertTo-QuotedText -Text $Property.Name) + ':' + (ConvertTo-QuotedText -Text $Property.Value) }
    return '{"make":' + (ConvertTo-QuotedText -Text $Class.Replace('LyncSimulator.', 'New-')) + ',"with":{' + ($Pairs -join ',') + '}}'
}

function ConvertTo-QuotedText {
    param([string] $Text)
    return '"' + $Escaped.Replace($Text, $Escape) + '"'
}

# The objects that a cmdlet returns, with values of their types. Most values are Booleans and texts:
# a function call for each of them, or for each object, would be most of the time that a listing
# takes.
function ConvertTo-Returned {
    param([string] $Name, [Collections.ArrayList] $Objects)
    $Class = "LyncSimulator.$($Described[$Name].returns.class)"
    $Properties = $PropertyTypes[$Name]
    foreach ($Object in $Objects) {
        $Values = [ordered] @{}
        foreach ($Said in $Object.PSObject.Properties) {
            $Type = $Properties[$Said.Name]
            if ($null -eq $Type) { continue }
            $Value = $Said.Value
            if ($Value -is [string] -and $Types[$Type.name] -eq [string]) { $Value = $Value.Substring(1) }
            elseif ($null -ne $Value -and $Value -isnot [bool]) { $Value = ConvertFrom-Said -Type $Type -Value $Value }
            $Values[$Said.Name] = $Value
        }
        $Made = [pscustomobject] $Values
        $Made.PSObject.TypeNames.Insert(0, $Class)
        $Made
    }
}

# A value that the simulator says, of its type. One that a person wrote into a state file, and that
# is none of its type, stays as it is.
function ConvertFrom-Said {
    param($Type, $Value)
    if ($Type.name -eq 'PSListModifier') {
        $Elements = @(foreach ($Element in $Value) { ConvertTo-Made -Class ($Type.element.cmdlet -replace '^New-', '') -Value $Element })
        return , $Elements
    }
    if ($Type.name -eq 'Strings') { return , [string[]] @(foreach ($Text in $Value) { $Text.Substring(1) }) }
    if ($Type.name -eq 'IRealmChoice') {
        $Class = 'CsSipProxyCustom'
        if ($null -ne $Value.PSObject.Properties['UseDefault']) { $Class = 'CsSipProxyUseDefault' }
        return ConvertTo-Made -Class $Class -Value $Value
    }
    if ($Value -is [string]) { $Value = $Value.Substring(1) }
    $Wanted = $Types[$Type.name]
    if ($null -eq $Wanted) { return $Value }
    if ($Wanted -eq [DateTime]) { return [DateTime]::Parse($Value, $Invariant, [Globalization.DateTimeStyles]::RoundtripKind) }
    $Typed = $Value -as $Wanted
    if ($null -eq $Typed) { return $Value }
    return $Typed
}

# An object of the kind that a cmdlet makes.
function ConvertTo-Made {
    param([string] $Class, $Value)
    $Values = [ordered] @{}
    if ($Class -ne 'CsSipProxyUseDefault') {
        foreach ($Property in $Value.PSObject.Properties) { $Values[$Property.Name] = $Property.Value.Substring(1) }
    }
    $Made = [pscustomobject] $Values
    $Made.PSObject.TypeNames.Insert(0, "LyncSimulator.$Class")
    return $Made
}

#endregion
#region The cmdlets

# What every cmdlet does with its bound parameters.
function Invoke-Simulated {
    param([Management.Automation.PSCmdlet] $Cmdlet, [Collections.IDictionary] $Bound)
    $Name = $Cmdlet.MyInvocation.MyCommand.Name
    $Parameters = @{}
    foreach ($Parameter in $Described[$Name].parameters) {
        if ($Bound.ContainsKey($Parameter.name)) { $Parameters[$Parameter.name] = $Bound[$Parameter.name] }
    }
    # Whether there is anything to do it to, the server knows before anybody is asked.
    if ($Described[$Name].asks -and ($WhatIfPreference -or 'Low', 'Medium' -contains $ConfirmPreference)) {
        $Checked = Send-Call -Name $Name -Parameters ($Parameters + @{ WhatIf = $true })
        # What returns something even so changes nothing, and nobody need be asked.
        if ($null -ne $Checked['Error'] -or $Checked['Objects'].Count -gt 0) { return $Checked }
        if (-not $Cmdlet.ShouldProcess([string] $Bound['Identity'])) { return $Checked }
    }
    return Send-Call -Name $Name -Parameters $Parameters
}

# The text of a cmdlet. What it throws, it throws itself: so its name stands behind the id.
function Get-CmdletText {
    param($Cmdlet)
    $Binding = 'PositionalBinding = $false'
    if ($Cmdlet.asks) { $Binding += ', SupportsShouldProcess = $true' }
    if ($null -ne $Cmdlet.defaultSet) { $Binding += ", DefaultParameterSetName = '$($Cmdlet.defaultSet)'" }
    $Parameters = foreach ($Parameter in $Cmdlet.parameters) { Get-ParameterText -Parameter $Parameter }
    return @"
function $($Cmdlet.name) {
    [CmdletBinding($Binding)]
    param(
        $($Parameters -join ",`n        ")
    )
    `$Result = Invoke-Simulated -Cmdlet `$PSCmdlet -Bound `$PSBoundParameters
    if (`$null -ne `$Result['Error']) { `$PSCmdlet.ThrowTerminatingError(`$Result['Error']) }
    `$Result['Objects']
}
"@
}

function Get-ParameterText {
    param($Parameter)
    $Type = $Parameter.type
    $Given = @()
    if ($Parameter.isMandatory) { $Given += 'Mandatory = $true' }
    if ($null -ne $Parameter.set) { $Given += "ParameterSetName = '$($Parameter.set)'" }
    $Text = "[Parameter($($Given -join ', '))] "
    # The server, not the binder, decides what an empty identity is.
    if ($Parameter.isMandatory -and $Type.name -eq 'Identity') { $Text += '[AllowEmptyString()] ' }
    if ($null -ne $Type.min) { $Text += "[ValidateRange($($Type.min), $($Type.max))] " }
    if ($Type.name -eq 'Enum') { $Text += "[ValidateSet('" + ($Type.values -join "', '") + "')] " }
    return $Text + '[' + $Types[$Type.name].FullName + '] $' + $Parameter.name
}

# A script has no types of the server's: its enums and identities are texts here.
$Types = @{
    Boolean = [bool]; String = [string]; Identity = [string]; Enum = [string]; Fqdn = [string]; Switch = [switch]; TimeSpan = [timespan]
    UInt32 = [uint32]; UInt64 = [uint64]; Int64 = [long]; Int32 = [int]; DateTime = [DateTime]
    Objects = [object[]]; Hashtable = [hashtable]; IRealmChoice = [object]
}
$LastCall = 0
$Simulator = Start-Simulator
$Description = Read-Description
$Described = @{}
$PropertyTypes = @{}
foreach ($Cmdlet in $Description.cmdlets) {
    $Described[$Cmdlet.name] = $Cmdlet
    $PropertyTypes[$Cmdlet.name] = @{}
    foreach ($Property in $Cmdlet.returns.properties) { $PropertyTypes[$Cmdlet.name][$Property.name] = $Property.type }
}
# Made here, in the module's own scope: within a function they would be that function's alone.
. ([ScriptBlock]::Create((@(foreach ($Cmdlet in $Description.cmdlets) { Get-CmdletText -Cmdlet $Cmdlet }) -join "`n")))

$ExecutionContext.SessionState.Module.OnRemove = { $Simulator.StandardInput.Close() }
# Whoever imports this module is told which module of which server it stands for.
$ExecutionContext.SessionState.Module.PrivateData = @{ StandsForModule = $Description.module; StandsForVersion = $Description.version }
Export-ModuleMember -Function '*-Cs*'

#endregion
