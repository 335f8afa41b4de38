# The simulated deployment of pulumi-lync as a module, in the syntax of PowerShell 3.0. The Cs
# cmdlets are functions with typed parameters, which a real PowerShell binds. The simulator does
# everything else. It is a Node.js process that this session starts. LYNC_SIMULATOR names the
# topology file, LYNC_SIMULATOR_NODE the Node.js, and LYNC_SIMULATOR_PROGRAM the program of the
# simulator. binderProtocol.ts describes the protocol between the two.

# After a non-terminating error in a function below, a cmdlet would continue with incomplete data.
$ErrorActionPreference = 'Stop'
# Progress records would go to standard error.
$ProgressPreference = 'SilentlyContinue'

$Invariant = [Globalization.CultureInfo]::InvariantCulture
# The characters that JSON must escape in a text.
$Escaped = [regex] '[\x00-\x1f"\\]'
$Escape = [Text.RegularExpressions.MatchEvaluator] { param($Match) '\u{0:x4}' -f [int] [char] $Match.Value }

#region The simulator

function Start-Simulator {
    if (-not $env:LYNC_SIMULATOR_NODE -or -not $env:LYNC_SIMULATOR_PROGRAM) {
        throw 'LYNC_SIMULATOR_NODE and LYNC_SIMULATOR_PROGRAM name no program. pulumi-lync sets them when it imports this module instead of a real one.'
    }
    $Start = New-Object -TypeName System.Diagnostics.ProcessStartInfo
    $Start.FileName = $env:LYNC_SIMULATOR_NODE
    $Start.Arguments = '"' + $env:LYNC_SIMULATOR_PROGRAM.Replace('"', '\"') + '"'
    $Start.UseShellExecute = $false
    $Start.CreateNoWindow = $true
    $Start.RedirectStandardInput = $true
    $Start.RedirectStandardOutput = $true
    # Otherwise .NET Framework would use the console's code page.
    $Start.StandardOutputEncoding = [Text.Encoding]::UTF8
    return [Diagnostics.Process]::Start($Start)
}

# Reads the next line of the simulator. Returns nothing if the simulator has ended.
function Read-Simulator {
    $Line = $Simulator.StandardOutput.ReadLine()
    if ($null -eq $Line) { return }
    return ConvertFrom-Json -InputObject ([Text.Encoding]::UTF8.GetString([Convert]::FromBase64String($Line)))
}

function Read-Description {
    $Said = Read-Simulator
    if ($null -eq $Said) { throw "The simulator ended immediately after its start: `"$($env:LYNC_SIMULATOR_NODE)`" `"$($env:LYNC_SIMULATOR_PROGRAM)`"." }
    if ($null -ne $Said.error) { throw (ConvertTo-ErrorRecord -Said $Said.error) }
    return $Said
}

# Makes the simulator run a call. Returns its objects, and its error if it failed.
function Send-Call {
    param([string] $Name, [Collections.IDictionary] $Parameters)
    $script:LastCall += 1
    $Pairs = foreach ($Entry in $Parameters.GetEnumerator()) { (ConvertTo-QuotedText -Text $Entry.Key) + ':' + (ConvertTo-Sent -Value $Entry.Value) }
    $Json = '{{"id":{0},"cmdlet":"{1}","parameters":{{{2}}}}}' -f $LastCall, $Name, ($Pairs -join ',')
    $Bytes = [Text.Encoding]::ASCII.GetBytes([Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes($Json)) + "`n")
    try {
        # The stream's own writer might begin with a byte order mark.
        $Simulator.StandardInput.BaseStream.Write($Bytes, 0, $Bytes.Length)
        $Simulator.StandardInput.BaseStream.Flush()
    }
    catch [IO.IOException] { Exit-Session }
    $Objects = [Collections.ArrayList] @()
    while ($true) {
        $Said = Read-Simulator
        if ($null -eq $Said) { Exit-Session }
        # This is an answer to an earlier call that was stopped.
        if ($Said.id -ne $LastCall) { continue }
        if ($null -eq $Said.PSObject.Properties['object']) { break }
        [void] $Objects.Add($Said.object)
    }
    return @{ Objects = @(ConvertTo-Returned -Name $Name -Objects $Objects); Error = (ConvertTo-ErrorRecord -Said $Said.error) }
}

# Ends the session, because it cannot work after its simulator has ended.
function Exit-Session {
    [Environment]::Exit(1)
}

# Makes the error record. ThrowTerminatingError later puts the cmdlet's name after the id.
function ConvertTo-ErrorRecord {
    param($Said)
    if ($null -eq $Said) { return }
    $Message = $Said.message.Substring(1)
    $Exception = New-Object -TypeName System.InvalidOperationException -ArgumentList $Message
    $Category = $Said.category.Substring(1) -as [Management.Automation.ErrorCategory]
    # A fault may name any category, even an unknown one.
    if ($null -eq $Category) { $Category = [Management.Automation.ErrorCategory]::NotSpecified }
    $Id = $Said.id.Substring(1)
    $Target = $Said.target.Substring(1)
    return New-Object -TypeName System.Management.Automation.ErrorRecord -ArgumentList $Exception, $Id, $Category, $Target
}

#endregion
#region Values

# Converts a bound value to JSON.
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

# Converts an object that a cmdlet made to a description of how to make it. Any other value becomes
# its text.
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

# Makes the objects that a cmdlet returns, with values of the right types. Booleans and texts, which
# most values are, are converted inline, because function calls would take most of the time of a
# listing.
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

# Converts a value from the simulator to its type. A value that does not fit its type, because a
# person wrote it into the state file, is returned unchanged.
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

# Makes an object like those that the cmdlets for objects make.
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

# The work of every cmdlet with its bound parameters.
function Invoke-Simulated {
    param([Management.Automation.PSCmdlet] $Cmdlet, [Collections.IDictionary] $Bound)
    $Name = $Cmdlet.MyInvocation.MyCommand.Name
    $Parameters = @{}
    foreach ($Parameter in $Described[$Name].parameters) {
        if ($Bound.ContainsKey($Parameter.name)) { $Parameters[$Parameter.name] = $Bound[$Parameter.name] }
    }
    # The server checks whether the target exists before it asks the user.
    if ($Described[$Name].asks -and ($WhatIfPreference -or 'Low', 'Medium' -contains $ConfirmPreference)) {
        $Checked = Send-Call -Name $Name -Parameters ($Parameters + @{ WhatIf = $true })
        # A call that returns something even with -WhatIf changes nothing, so it need not ask.
        if ($null -ne $Checked['Error'] -or $Checked['Objects'].Count -gt 0) { return $Checked }
        if (-not $Cmdlet.ShouldProcess([string] $Bound['Identity'])) { return $Checked }
    }
    return Send-Call -Name $Name -Parameters $Parameters
}

# The text of a cmdlet's function. The function throws its own errors, so that its name comes after
# the id.
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
    # The server handles an empty identity, not the binder.
    if ($Parameter.isMandatory -and $Type.name -eq 'Identity') { $Text += '[AllowEmptyString()] ' }
    if ($null -ne $Type.min) { $Text += "[ValidateRange($($Type.min), $($Type.max))] " }
    if ($Type.name -eq 'Enum') { $Text += "[ValidateSet('" + ($Type.values -join "', '") + "')] " }
    return $Text + '[' + $Types[$Type.name].FullName + '] $' + $Parameter.name
}

# A script cannot use the server's types, so enums and identities are texts here.
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
# The functions are made here, in the module's scope, because a function would keep them in its own.
. ([ScriptBlock]::Create((@(foreach ($Cmdlet in $Description.cmdlets) { Get-CmdletText -Cmdlet $Cmdlet }) -join "`n")))

$ExecutionContext.SessionState.Module.OnRemove = { $Simulator.StandardInput.Close() }
# Tells the agent which module and which version this module simulates.
$ExecutionContext.SessionState.Module.PrivateData = @{ StandsForModule = $Description.module; StandsForVersion = $Description.version }
Export-ModuleMember -Function '*-Cs*'

#endregion
