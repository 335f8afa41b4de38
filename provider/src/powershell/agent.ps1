# The one script of a session, in the syntax of PowerShell 3.0. It is sent once, with
# Start-LyncAgent behind it, and then reads requests as data from standard input until that ends. A
# request is one line,
#   <id> <number of secrets> <base64 of UTF-8 JSON>
# followed by one line of base64 for each secret. Each answer is one frame of base64 JSON on
# standard output. So the text of every command is constant: no transcript, no history and no log of
# PowerShell's holds a request.
#
# PowerShell can log the values that are bound to parameters. A secret, and whatever may repeat one,
# is therefore bound to nothing but its Cs cmdlet: the functions below take it inside a hashtable,
# of which only the type's name is logged.

# Whoever made it strict, a property that is not there is asked for on purpose.
Set-StrictMode -Off
# Progress records would land on standard error.
$ProgressPreference = 'SilentlyContinue'
# A cmdlet's non-terminating error would be no error to catch.
$ErrorActionPreference = 'Stop'
# Nobody is there to answer a question.
$ConfirmPreference = 'None'
# With it New, Set and Remove would do nothing and report success.
$WhatIfPreference = $false
# Parameters that somebody set for all cmdlets would change what is asked.
$PSDefaultParameterValues = @{}

# What may be run: nothing else is, whoever asks.
$LyncCmdlets = @(
    'Get-CsService', 'Get-CsSite', 'Get-CsPool', 'Get-CsPoolBackupRelationship', 'Get-CsManagementStoreReplicationStatus', 'Get-CsOAuthConfiguration',
    'New-CsWebOrigin', 'New-CsWebTrustedCACertificate', 'New-CsSipProxyCustom', 'New-CsSipProxyUseDefault',
    'Get-CsProxyConfiguration', 'New-CsProxyConfiguration', 'Set-CsProxyConfiguration', 'Remove-CsProxyConfiguration',
    'Get-CsWebServiceConfiguration', 'New-CsWebServiceConfiguration', 'Set-CsWebServiceConfiguration', 'Remove-CsWebServiceConfiguration'
)

# What the session holds: the commands of the list that its module has, each with its parameters,
# because asking for them at every call takes longer than a call; the secrets of the request that is
# under way; and, if the cmdlets run elsewhere, the way there.
$global:LyncAgent = @{ Commands = @{}; Secrets = @(); Remote = $null; Session = $null }

# [Console]::Out writes pieces of 256 bytes.
$LyncOutput = [Console]::OpenStandardOutput()

# A text inside JSON: what JSON must escape, and halves of a surrogate pair, which UTF-8 cannot
# carry alone.
$LyncEscaped = [regex] '[\x00-\x1f"\\\ud800-\udfff]'
$LyncEscape = [Text.RegularExpressions.MatchEvaluator] { param($Match) '\u{0:x4}' -f [int] [char] $Match.Value }

# What became of the session at a remote endpoint.
$LyncBrokeMeanwhile = 'broke while the cmdlet ran, and how far that came is not known'

# The longest message of an error. A stack of inner exceptions has no limit of its own.
$LyncMessageLength = 4000

function Start-LyncAgent {
    [CmdletBinding()]
    param()
    try {
        Write-LyncMark -Mark '#lync-ready#'
        while ($true) {
            $Line = [Console]::In.ReadLine()
            if ($null -eq $Line) { break }
            $Id, $Count, $Body = $Line.Split(' ')
            $global:LyncAgent['Secrets'] = @(
                for ($Read = 0; $Read -lt [int] $Count; $Read += 1) {
                    [Text.Encoding]::UTF8.GetString([Convert]::FromBase64String([Console]::In.ReadLine()))
                }
            )
            Invoke-LyncRequest -Id $Id -Body $Body
            $global:LyncAgent['Secrets'] = @()
            # Every error of the session would stay in memory, with the objects that it names.
            $global:Error.Clear()
        }
    }
    finally {
        Close-LyncSession
    }
}

# A line that tells how far the session is. Each starts a time limit again.
function Write-LyncMark {
    [CmdletBinding()]
    param(
        [string] $Mark
    )
    $Bytes = [Text.Encoding]::ASCII.GetBytes("$Mark`n")
    $LyncOutput.Write($Bytes, 0, $Bytes.Length)
    $LyncOutput.Flush()
}

function Invoke-LyncRequest {
    [CmdletBinding()]
    param(
        [long] $Id,
        [string] $Body
    )
    $Answer = @{ Id = $Id; Opening = 'null'; Results = ([Collections.ArrayList] @()); Error = 'null'; About = '' }
    $Watch = [Diagnostics.Stopwatch]::StartNew()
    try {
        $Request = ConvertFrom-Json -InputObject ([Text.Encoding]::UTF8.GetString([Convert]::FromBase64String($Body)))
        if ($null -ne $Request.PSObject.Properties['open']) {
            $Answer['Opening'] = ConvertTo-Json -InputObject (Open-LyncSession -Open $Request.open) -Depth 4 -Compress
        }
        Assert-LyncSession
        if ($null -ne $Request.PSObject.Properties['describe']) {
            $Answer['About'] = ',"about":' + (ConvertTo-Json -InputObject (Get-LyncAbout) -Depth 2 -Compress)
        }
        foreach ($Call in $Request.calls) {
            if ($Answer['Results'].Count -gt 0) { Write-LyncMark -Mark '#lync-next#' }
            $Result = Invoke-LyncCall -Call $Call
            [void] $Answer['Results'].Add($Result['Json'])
            if ($Result['Failed']) { break }
        }
    }
    catch {
        $Answer['Opening'] = 'null'
        $Answer['About'] = ''
        $Answer['Error'] = ConvertTo-LyncErrorJson -Failure @{ Record = $_; Milliseconds = $Watch.ElapsedMilliseconds }
    }
    Write-LyncAnswer -Answer $Answer
}

# An answer that cannot be written is told as an error of the request. The mark behind it says that
# nothing more comes, so that an answer that is broken is known at once.
function Write-LyncAnswer {
    [CmdletBinding()]
    param(
        [hashtable] $Answer
    )
    try {
        try {
            $Json = '{{"id":{0},"opening":{1},"results":[{2}],"error":{3}{4}}}' -f
                $Answer['Id'], $Answer['Opening'], ($Answer['Results'].ToArray() -join ','), $Answer['Error'], $Answer['About']
            $Encoded = [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes($Json))
        }
        catch {
            $Failed = ConvertTo-LyncErrorJson -Failure @{ Record = $_; Milliseconds = 0 }
            $Json = '{{"id":{0},"opening":null,"results":[],"error":{1}}}' -f $Answer['Id'], $Failed
            $Encoded = [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes($Json))
        }
        $Bytes = [Text.Encoding]::ASCII.GetBytes("#lync-answer:$($Encoded):lync-answer#`n")
        $LyncOutput.Write($Bytes, 0, $Bytes.Length)
    }
    finally {
        Write-LyncMark -Mark "#lync-done:$($Answer['Id'])#"
    }
}

function Open-LyncSession {
    [CmdletBinding()]
    param(
        [Parameter(Mandatory = $true)]
        [psobject] $Open
    )
    if ($null -ne $Open.PSObject.Properties['remote']) {
        Save-LyncRemote -Remote $Open.remote
        Connect-LyncRemote
        $Opening = @{ module = $global:LyncAgent['Remote']['ConnectionUri']; version = '' }
    }
    else {
        $Opening = Import-LyncModule -Module @($Open.modules)
    }
    $Opening['parameters'] = @{}
    if ($null -eq $Opening['warnings']) { $Opening['warnings'] = [string[]] @() }
    foreach ($Name in $Open.cmdlets) {
        $Known = $global:LyncAgent['Commands'][$Name]
        $Opening['parameters'][$Name] = [string[]] @()
        if ($null -ne $Known) { $Opening['parameters'][$Name] = $Known['Parameters'] }
    }
    return $Opening
}

# What this session is, for whoever looks after it.
function Get-LyncAbout {
    [CmdletBinding()]
    param()
    # The cmdlet is a module's, and that may be missing.
    $Policy = try { (Get-ExecutionPolicy).ToString() } catch { $null }
    # The first came with PowerShell 5.1, the second with 6.0.
    $Edition = $PSVersionTable.PSEdition
    if (-not $Edition) { $Edition = 'Desktop' }
    $System = $PSVersionTable.OS
    if (-not $System) { $System = [Environment]::OSVersion.VersionString }
    $Identity = Get-LyncIdentity
    return @{
        powershell      = $PSVersionTable.PSVersion.ToString()
        edition         = $Edition
        languageMode    = $ExecutionContext.SessionState.LanguageMode.ToString()
        executionPolicy = $Policy
        account         = $Identity['Account']
        isServerAdmin   = Test-LyncServerAdmin -Identity $Identity
        operatingSystem = $System
        cmdlets         = [string[]] @(foreach ($Name in $LyncCmdlets) { if ($global:LyncAgent['Commands'].ContainsKey($Name)) { $Name } })
    }
}

# The account of this session, and the names of the groups in its token: null if the system has no
# tokens, or cannot tell the names.
function Get-LyncIdentity {
    [CmdletBinding()]
    param()
    try { $Windows = [Security.Principal.WindowsIdentity]::GetCurrent() }
    catch { return @{ Account = [Environment]::UserName; Groups = $null } }
    # All at once, because each question may go to a domain controller. A group that has no name any
    # more stays a SID.
    $Groups = try { $Windows.Groups.Translate([Security.Principal.NTAccount]) } catch { $null }
    return @{ Account = $Windows.Name; Groups = $Groups }
}

# Whether the token has the group that may change a deployment from here. At a remote endpoint a
# role decides, which no group tells.
function Test-LyncServerAdmin {
    [CmdletBinding()]
    param(
        [hashtable] $Identity
    )
    if ($null -eq $Identity['Groups'] -or $null -ne $global:LyncAgent['Remote']) { return $null }
    foreach ($Group in $Identity['Groups']) {
        if ($Group.Value.Split('\')[-1] -eq 'RTCUniversalServerAdmins') { return $true }
    }
    return $false
}

function Import-LyncModule {
    [CmdletBinding()]
    param(
        [string[]] $Module
    )
    foreach ($Name in $Module) {
        # Get-Module -ListAvailable looks for names alone.
        $IsPath = $Name -like '*.psm1'
        if ($IsPath -and -not (Test-Path -LiteralPath $Name -PathType Leaf)) { continue }
        if (-not $IsPath -and $null -eq (Get-Module -ListAvailable -Name $Name)) { continue }
        return Import-LyncNamedModule -Name $Name
    }
    $Why = "none of the modules $($Module -join ', ') is installed on $([Environment]::MachineName)"
    throw (New-LyncErrorRecord -Message $Why -Id 'LyncModuleMissing' -Target ($Module -join ', '))
}

# A module of a server that lacks some of its parts writes errors and goes on: the cmdlets that are
# there then decide.
function Import-LyncNamedModule {
    [CmdletBinding()]
    param(
        [string] $Name
    )
    $Before = $global:ErrorActionPreference
    try {
        # A module's own code goes by the session's preference.
        $global:ErrorActionPreference = 'Continue'
        # Not in a pipeline of this script's, whose try would end the module at an error that
        # PowerShell goes on from.
        $Import = [Management.Automation.PowerShell]::Create([Management.Automation.RunspaceMode]::CurrentRunspace)
        [void] $Import.AddCommand('Import-Module').AddParameters(@{
            Name = $Name; Global = $true; PassThru = $true; DisableNameChecking = $true; ErrorAction = 'Continue'; WarningAction = 'SilentlyContinue'
        })
        $Imported = $Import.Invoke() | Select-Object -Last 1
        $Errors = @($Import.Streams.Error)
    }
    finally {
        $global:ErrorActionPreference = $Before
        # The module may have set them.
        $global:WhatIfPreference = $false
        $global:PSDefaultParameterValues = @{}
    }
    if ($null -ne $Imported) { Save-LyncCommand -Module $Imported }
    if ($global:LyncAgent['Commands'].Count -eq 0) {
        if ($Errors.Count -gt 0) { throw $Errors[0] }
        throw (New-LyncErrorRecord -Message "the module $Name has none of the cmdlets" -Id 'LyncModuleMissing' -Target $Name)
    }
    $Warnings = [string[]] @(foreach ($Record in $Errors) { Get-LyncMessage -Failure @{ Record = $Record } })
    $StandsFor = $Imported.PrivateData
    # The simulator's module says which module, and which version of it, it stands for.
    if ($StandsFor -is [Collections.IDictionary] -and $StandsFor.Contains('StandsForModule')) {
        return @{ module = [string] $StandsFor['StandsForModule']; version = [string] $StandsFor['StandsForVersion']; warnings = $Warnings }
    }
    return @{ module = $Imported.Name; version = $Imported.Version.ToString(); warnings = $Warnings }
}

function Save-LyncCommand {
    [CmdletBinding()]
    param(
        [Parameter(Mandatory = $true)]
        [Management.Automation.PSModuleInfo] $Module
    )
    $Commands = @{}
    $Exported = $Module.ExportedCommands
    foreach ($Name in $LyncCmdlets) {
        if (-not $Exported.ContainsKey($Name)) { continue }
        $Command = $Exported[$Name]
        $Commands[$Name] = @{ Name = $Name; Command = $Command; Parameters = [string[]] @($Command.Parameters.Keys) }
    }
    $global:LyncAgent['Commands'] = $Commands
}

# The password never leaves the request's secrets but as a credential.
function Save-LyncRemote {
    [CmdletBinding()]
    param(
        [Parameter(Mandatory = $true)]
        [psobject] $Remote
    )
    $Given = ConvertFrom-LyncParameter -Parameters $Remote
    $Arguments = @{ ConnectionUri = $Given['connectionUri'] }
    if ($Given['authentication']) { $Arguments['Authentication'] = $Given['authentication'] }
    if ($Given['username']) {
        # ConvertTo-SecureString is a module's, and Windows PowerShell does not find that module
        # where PowerShell 7 has started it.
        $Password = New-Object -TypeName System.Security.SecureString
        foreach ($Letter in $Given['password'].ToCharArray()) { $Password.AppendChar($Letter) }
        $Password.MakeReadOnly()
        $Arguments['Credential'] = New-Object -TypeName System.Management.Automation.PSCredential -ArgumentList $Given['username'], $Password
    }
    $global:LyncAgent['Remote'] = $Arguments
}

function Connect-LyncRemote {
    [CmdletBinding()]
    param()
    $Arguments = $global:LyncAgent['Remote']
    try {
        $global:LyncAgent['Session'] = New-PSSession @Arguments -ErrorAction Stop
        Save-LyncFarCommand
    }
    catch {
        Close-LyncSession
        throw
    }
}

# The role of the account that signed in decides which cmdlets of the list the far side has.
function Save-LyncFarCommand {
    [CmdletBinding()]
    param()
    $Uri = $global:LyncAgent['Remote']['ConnectionUri']
    $Commands = @{}
    # Each cmdlet that the role lacks is an error.
    foreach ($Command in (Invoke-LyncFarCommand -Call @{ Name = 'Get-Command'; Parameters = @{ Name = $LyncCmdlets; ErrorAction = 'SilentlyContinue' } })) {
        $Commands[$Command.Name] = @{ Name = $Command.Name; Command = $null; Parameters = [string[]] @($Command.Parameters.Keys) }
    }
    $global:LyncAgent['Commands'] = $Commands
    if ($Commands.Count -gt 0) { return }
    throw (New-LyncErrorRecord -Message "the account that signs in has no role with any of the cmdlets" -Id 'LyncModuleMissing' -Target $Uri)
}

function Close-LyncSession {
    [CmdletBinding()]
    param()
    $Session = $global:LyncAgent['Session']
    $global:LyncAgent['Session'] = $null
    if ($null -ne $Session) { Remove-PSSession -Session $Session -ErrorAction SilentlyContinue }
}

# A session at the server that broke is not made again here: to sign in again is decided where all
# sign-ins of the process are known.
function Assert-LyncSession {
    [CmdletBinding()]
    param()
    $Session = $global:LyncAgent['Session']
    if ($null -eq $Session -or $Session.State.ToString() -eq 'Opened') { return }
    throw (New-LyncBrokenError -Why "is $($Session.State.ToString())")
}

function New-LyncBrokenError {
    [CmdletBinding()]
    param(
        [string] $Why
    )
    $Uri = $global:LyncAgent['Remote']['ConnectionUri']
    return New-LyncErrorRecord -Message "the session at $Uri $Why" -Id 'LyncSessionBroken' -Category ConnectionError -Target $Uri
}

# Runs one cmdlet, and returns its result as JSON.
function Invoke-LyncCall {
    [CmdletBinding()]
    param(
        [Parameter(Mandatory = $true)]
        [psobject] $Call
    )
    $Objects = ''
    $Failure = 'null'
    $Warnings = [Collections.ArrayList] @()
    $Watch = [Diagnostics.Stopwatch]::StartNew()
    try {
        $Known = Find-LyncCommand -Name $Call.cmdlet
        $Parameters = ConvertFrom-LyncParameter -Parameters $Call.parameters
        Add-LyncSwitch -Parameters $Parameters -Known $Known
        $Returned = Invoke-LyncCommand -Call @{ Known = $Known; Parameters = $Parameters; Warnings = $Warnings }
        $Watch.Stop()
        $Wanted = $Call.PSObject.Properties['select']
        if ($null -ne $Wanted) {
            # To convert many objects takes long, and has a limit of its own.
            if ($Returned.Count -gt 0) { Write-LyncMark -Mark '#lync-convert#' }
            $Objects = ConvertTo-LyncObjectsJson -Objects $Returned -Property $Wanted.Value -AsText:($Call.asText -eq $true)
        }
    }
    catch {
        $Failure = ConvertTo-LyncErrorJson -Failure @{ Record = $_; Milliseconds = $null }
    }
    $Texts = foreach ($Text in $Warnings) { '"' + $LyncEscaped.Replace([string] $Text, $LyncEscape) + '"' }
    $Json = '{{"objects":[{0}],"warnings":[{1}],"milliseconds":{2},"error":{3}}}' -f $Objects, ($Texts -join ','), $Watch.ElapsedMilliseconds, $Failure
    return @{ Json = $Json; Failed = $Failure -ne 'null' }
}

# Runs a cmdlet, here or at the far side, and returns its objects as one list. What it warns of goes
# to the list that is handed over.
function Invoke-LyncCommand {
    [CmdletBinding()]
    param(
        [hashtable] $Call
    )
    $Command = $Call['Known']['Command']
    $Parameters = $Call['Parameters']
    if ($null -eq $Command) {
        # With SilentlyContinue, the far side would drop its warnings.
        $Parameters += @{ ErrorAction = 'Stop'; WarningAction = 'Continue' }
        return , (Invoke-LyncFarCommand -Call @{ Name = $Call['Known']['Name']; Parameters = $Parameters; Warnings = $Call['Warnings'] })
    }
    $Warned = $null
    try {
        # All streams come as one: what a cmdlet tells a host is dropped, and an error that it
        # printed and went on from is seen.
        $Printed = & $Command @Parameters -ErrorAction Stop -WarningVariable Warned -WarningAction SilentlyContinue *>&1
        return , (Select-LyncObject -Printed @{ Items = $Printed; Warnings = $Call['Warnings'] })
    }
    finally {
        foreach ($Warning in $Warned) { [void] $Call['Warnings'].Add($Warning.ToString()) }
    }
}

# Runs a command at the far side, and returns its objects. It is called directly, because an
# imported proxy keeps the warnings, and signs in by itself when the session has broken. No cmdlet
# of this machine binds the parameters.
function Invoke-LyncFarCommand {
    [CmdletBinding()]
    param(
        [hashtable] $Call
    )
    $Pipeline = [Management.Automation.PowerShell]::Create()
    try {
        $Pipeline.Runspace = $global:LyncAgent['Session'].Runspace
        [void] $Pipeline.AddCommand($Call['Name']).AddParameters($Call['Parameters'])
        $Returned = Select-LyncObject -Printed @{ Items = $Pipeline.Invoke() }
        # One that was stopped, because its session broke, returns as if it had nothing to tell.
        if ($Pipeline.InvocationStateInfo.State.ToString() -ne 'Completed') { throw (New-LyncBrokenError -Why $LyncBrokeMeanwhile) }
        if ($Pipeline.Streams.Error.Count -gt 0) { throw $Pipeline.Streams.Error[0] }
        return , $Returned
    }
    catch {
        throw (Get-LyncFarError -Failure @{ Record = $_ })
    }
    finally {
        if ($null -ne $Call['Warnings']) { foreach ($Warning in $Pipeline.Streams.Warning) { [void] $Call['Warnings'].Add($Warning.Message) } }
        $Pipeline.Dispose()
    }
}

# The error of a far command as the command raised it, or that the session broke.
function Get-LyncFarError {
    [CmdletBinding()]
    param(
        [hashtable] $Failure
    )
    $Record = $Failure['Record']
    $Exception = $Record.Exception
    if ($Exception -is [Management.Automation.MethodInvocationException]) {
        $Exception = $Exception.InnerException
        if ($Exception -is [Management.Automation.IContainsErrorRecord]) { $Record = $Exception.ErrorRecord }
    }
    if ($Exception -is [Management.Automation.Remoting.PSRemotingTransportException]) {
        return New-LyncBrokenError -Why "$($LyncBrokeMeanwhile): $($Exception.Message)"
    }
    if ($global:LyncAgent['Session'].State.ToString() -ne 'Opened') { return New-LyncBrokenError -Why $LyncBrokeMeanwhile }
    return $Record
}

# The objects among what a cmdlet printed to all streams. Its warnings go to the list that is handed
# over; the first error is thrown.
function Select-LyncObject {
    [CmdletBinding()]
    param(
        [hashtable] $Printed
    )
    $Objects = [Collections.ArrayList] @()
    foreach ($Item in $Printed['Items']) {
        if ($null -eq $Item) { continue }
        if ($Item -is [Management.Automation.ErrorRecord]) { throw $Item }
        if ($Item -is [Management.Automation.WarningRecord]) {
            [void] $Printed['Warnings'].Add($Item.ToString())
            continue
        }
        if ($Item -is [Management.Automation.InformationalRecord]) { continue }
        # Write-Host's; the type came with 5.0.
        if ($Item.GetType().FullName -eq 'System.Management.Automation.InformationRecord') { continue }
        [void] $Objects.Add($Item)
    }
    return , $Objects
}

# A command that is not on the list, and one that the module does not have, fail as one that
# PowerShell does not know. One that the role of a remote account lacks has an id of its own.
function Find-LyncCommand {
    [CmdletBinding()]
    param(
        [string] $Name
    )
    $Known = $global:LyncAgent['Commands'][$Name]
    if ($null -ne $Known) { return $Known }
    $Remote = $global:LyncAgent['Remote']
    if ($LyncCmdlets -contains $Name -and $null -ne $Remote) {
        $Why = "the account that signs in at $($Remote['ConnectionUri']) has no role with this cmdlet."
        throw (New-LyncErrorRecord -Message $Why -Id 'LyncRoleLacksCmdlet' -Target $Name)
    }
    $Why = 'is not on the list of the cmdlets that may be run'
    if ($LyncCmdlets -contains $Name) { $Why = 'is not among the cmdlets of the module that was imported' }
    throw (New-LyncErrorRecord -Message "The term '$Name' $Why." -Id 'CommandNotFoundException' -Target $Name)
}

# An error of the agent's own, told by an id.
function New-LyncErrorRecord {
    [CmdletBinding()]
    param(
        [string] $Message,
        [string] $Id,
        [Management.Automation.ErrorCategory] $Category = [Management.Automation.ErrorCategory]::ObjectNotFound,
        [string] $Target
    )
    $Exception = New-Object -TypeName System.InvalidOperationException -ArgumentList $Message
    return New-Object -TypeName System.Management.Automation.ErrorRecord -ArgumentList $Exception, $Id, $Category, $Target
}

# Without -Force and -Confirm:$false a cmdlet may ask, and nobody answers. A Get has none of these
# switches, and fails on them.
function Add-LyncSwitch {
    [CmdletBinding()]
    param(
        [hashtable] $Parameters,
        [hashtable] $Known
    )
    if ($Known['Name'] -like 'Get-*') { return }
    if ($Known['Parameters'] -contains 'Force' -and -not $Parameters.ContainsKey('Force')) { $Parameters['Force'] = $true }
    foreach ($Name in 'Confirm', 'WhatIf') {
        if ($Known['Parameters'] -contains $Name -and -not $Parameters.ContainsKey($Name)) { $Parameters[$Name] = $false }
    }
}

function ConvertFrom-LyncParameter {
    [CmdletBinding()]
    param(
        [psobject] $Parameters
    )
    $Converted = @{}
    foreach ($Property in $Parameters.PSObject.Properties) {
        $Converted[$Property.Name] = ConvertFrom-LyncValue -Value $Property.Value
    }
    return $Converted
}

# A string travels with a sign before it, because ConvertFrom-Json takes a string that looks like a
# date for one: "=" before the text itself, "*" before the number of a secret, "?" before that of a
# secret Boolean. An object that a parameter needs is made here, by its own cmdlet; a list is its
# objects for New, and a hashtable of changes for Set.
function ConvertFrom-LyncValue {
    [CmdletBinding()]
    param(
        $Value
    )
    if ($Value -is [string]) {
        if ($Value.StartsWith('*')) { return $global:LyncAgent['Secrets'][[int] $Value.Substring(1)] }
        if ($Value.StartsWith('?')) { return $global:LyncAgent['Secrets'][[int] $Value.Substring(1)] -ceq 'true' }
        return $Value.Substring(1)
    }
    # Not [pscustomobject]: that is true of whatever PowerShell has wrapped.
    if ($Value -isnot [Management.Automation.PSCustomObject]) { return $Value }
    if ($null -ne $Value.PSObject.Properties['make']) { return New-LyncObject -Description $Value }
    # The comma keeps a list of one element, or none, a list.
    if ($null -ne $Value.PSObject.Properties['list']) { return , (New-LyncList -Description $Value.list) }
    $Change = @{}
    foreach ($Key in 'Add', 'Remove', 'Replace') {
        $Property = $Value.PSObject.Properties[$Key]
        if ($null -ne $Property) { $Change[$Key] = New-LyncList -Description $Property.Value }
    }
    return $Change
}

function New-LyncList {
    [CmdletBinding()]
    param(
        $Description
    )
    $Made = [Collections.ArrayList] @()
    foreach ($Element in $Description) { [void] $Made.Add((New-LyncObject -Description $Element)) }
    return , $Made.ToArray()
}

function New-LyncObject {
    [CmdletBinding()]
    param(
        [Parameter(Mandatory = $true)]
        [psobject] $Description
    )
    $Known = Find-LyncCommand -Name $Description.make
    $Parameters = ConvertFrom-LyncParameter -Parameters $Description.with
    # A list of one: the object alone is returned.
    $Made = Invoke-LyncCommand -Call @{ Known = $Known; Parameters = $Parameters; Warnings = ([Collections.ArrayList] @()) }
    return $Made
}

# The wanted properties of each object, as JSON objects with commas between. One property of all
# objects is read after the other, because PowerShell remembers how it found a property in the
# object before.
function ConvertTo-LyncObjectsJson {
    [CmdletBinding()]
    param(
        [Collections.ArrayList] $Objects,
        [string[]] $Property,
        [switch] $AsText
    )
    $Names = @(foreach ($Name in $Property) { '"' + $LyncEscaped.Replace($Name, $LyncEscape) + '":' })
    $Columns = @(foreach ($Name in $Property) { , (ConvertTo-LyncColumn -Objects $Objects -Name $Name -AsText:$AsText) })
    $Text = New-Object -TypeName System.Text.StringBuilder
    for ($Row = 0; $Row -lt $Objects.Count; $Row += 1) {
        if ($Row -gt 0) { [void] $Text.Append(',') }
        $Separator = '{'
        for ($Column = 0; $Column -lt $Names.Length; $Column += 1) {
            $Json = $Columns[$Column][$Row]
            # It has no such property.
            if ($Json -eq '') { continue }
            [void] $Text.Append($Separator).Append($Names[$Column]).Append($Json)
            $Separator = ','
        }
        if ($Separator -eq '{') { [void] $Text.Append('{') }
        [void] $Text.Append('}')
    }
    return $Text.ToString()
}

# One property of each object, as JSON; empty for an object that does not have it. Most values are
# converted here: a function call for each would be most of what a large answer takes.
function ConvertTo-LyncColumn {
    [CmdletBinding()]
    param(
        [Collections.ArrayList] $Objects,
        [string] $Name,
        [switch] $AsText
    )
    $Column = @(
        foreach ($Object in $Objects) {
            $Value = $Object.$Name
            if ($Value -is [bool]) { if ($Value) { 'true' } else { 'false' } }
            elseif ($null -eq $Value) {
                $Member = $Object.PSObject.Properties[$Name]
                if ($null -eq $Member) { '' }
                # A property that cannot be read is null for PowerShell, too. Only this call fails
                # then.
                elseif ($null -eq $Member.get_Value()) { 'null' }
                else { ConvertTo-LyncJson -Given @{ Value = $Member.get_Value(); Name = $Name; AsText = $AsText } }
            }
            elseif ($Value -is [string]) { '"' + $LyncEscaped.Replace($Value.ToString(), $LyncEscape) + '"' }
            elseif ($Value -is [uint64] -or $Value -is [uint32] -or $Value -is [long] -or $Value -is [int]) {
                $Json = $Value.ToString()
                # An enum from a remote session is a number whose text is its name. A reader in
                # JavaScript loses digits of large numbers.
                if ([char]::IsDigit($Json, 0) -and $Json.Length -lt 16) { $Json }
                else { ConvertTo-LyncJson -Given @{ Value = $Value; Name = $Name; AsText = $AsText } }
            }
            elseif ($Value -is [Enum] -or $Value -is [TimeSpan]) { '"' + $Value.ToString() + '"' }
            elseif ($Value -is [Collections.IList] -and $Value.Count -eq 0) { '[]' }
            else { ConvertTo-LyncJson -Given @{ Value = $Value; Name = $Name; AsText = $AsText } }
        }
    )
    return , $Column
}

# ConvertTo-Json would write an enum as its number and a TimeSpan as an object of fifteen: each type
# is converted on purpose. One that is not on this list is its text where that is enough, and an
# error otherwise. An object from a remote session is no longer of its type, but has its properties
# and its text.
function ConvertTo-LyncJson {
    [CmdletBinding()]
    param(
        [hashtable] $Given
    )
    $Value = $Given['Value']
    $Text = $null
    if ($null -eq $Value) { return 'null' }
    if ($Value -is [ValueType]) { return ConvertTo-LyncScalarJson -Given $Given }
    if ($Value -is [string] -or $Value -is [Version]) { $Text = $Value.ToString() }
    # Its ToString changes it: a slash more, and a blank for %20.
    elseif ($Value -is [Uri]) { $Text = $Value.OriginalString }
    # Some classes, such as an XML node, say that they are lists and are their own only element.
    elseif ($Value -is [Collections.IEnumerable] -and $Value -isnot [Collections.IDictionary] -and -not $Given['InList']) {
        $Items = foreach ($Element in $Value) {
            if ($Element -is [string]) { '"' + $LyncEscaped.Replace($Element.ToString(), $LyncEscape) + '"' }
            else { ConvertTo-LyncJson -Given @{ Value = $Element; Name = $Given['Name']; AsText = $Given['AsText']; InList = $true } }
        }
        return '[' + ($Items -join ',') + ']'
    }
    elseif ($Given['AsText']) { $Text = Get-LyncText -Given $Given }
    else {
        $Members = $Value.PSObject.Properties
        # An origin, a CA certificate, and a realm of one's own.
        $Names = if ($null -ne $Members['Url']) { 'Url' }
        elseif ($null -ne $Members['Thumbprint'] -and $null -ne $Members['CAStore']) { 'Thumbprint', 'CAStore' }
        elseif ($null -ne $Members['CustomValue']) { 'CustomValue' }
        if ($null -ne $Names) {
            $Pairs = foreach ($Name in $Names) {
                $Part = $Members[$Name].Value
                if ($Part -is [string]) { '"' + $Name + '":"' + $LyncEscaped.Replace($Part.ToString(), $LyncEscape) + '"' }
                else { '"' + $Name + '":' + (ConvertTo-LyncJson -Given @{ Value = $Part; Name = $Given['Name']; AsText = $Given['AsText'] }) }
            }
            return '{' + ($Pairs -join ',') + '}'
        }
        foreach ($TypeName in $Value.PSObject.TypeNames) {
            # The realm that is the server's own has no property to tell it by.
            if ($TypeName -like '*UseDefault*') { return '{"UseDefault":true}' }
            # Unverified: the classes of the identities of services, sites and pools, whose text is
            # the identity.
            if ($TypeName -like '*Identity' -or $TypeName -like '*.Fqdn') { $Text = $Value.ToString() }
        }
    }
    if ($null -ne $Text) { return '"' + $LyncEscaped.Replace($Text, $LyncEscape) + '"' }
    throw (New-LyncConversionError -Given $Given)
}

# The text of a value that has any; a class may have none to give.
function Get-LyncText {
    [CmdletBinding()]
    param(
        [hashtable] $Given
    )
    try { return [string] $Given['Value'].ToString() }
    catch { throw (New-LyncConversionError -Given $Given) }
}

function New-LyncConversionError {
    [CmdletBinding()]
    param(
        [hashtable] $Given
    )
    $Why = "the property $($Given['Name']) holds a value of type $($Given['Value'].PSObject.TypeNames[0]), which is not known here"
    return New-LyncErrorRecord -Message $Why -Id 'LyncConversionFailed' -Category InvalidType -Target $Given['Name']
}

function ConvertTo-LyncScalarJson {
    [CmdletBinding()]
    param(
        [hashtable] $Given
    )
    $Value = $Given['Value']
    $Invariant = [Globalization.CultureInfo]::InvariantCulture
    if ($Value -is [bool] -or $Value -is [Management.Automation.SwitchParameter]) { if ($Value) { return 'true' } else { return 'false' } }
    if ($Value -is [DateTimeOffset]) { return '"' + $Value.UtcDateTime.ToString('o', $Invariant) + '"' }
    if ($Value -is [DateTime]) { return '"' + $Value.ToUniversalTime().ToString('o', $Invariant) + '"' }
    if ($Value -is [double] -or $Value -is [single]) {
        $Number = [double] $Value.PSObject.BaseObject
        # JSON has no word for what is no number.
        if ([double]::IsNaN($Number) -or [double]::IsInfinity($Number)) { return '"' + $Number.ToString($Invariant) + '"' }
        return $Number.ToString('R', $Invariant)
    }
    $Text = $Value.ToString()
    $IsText = $Value -is [Enum] -or $Value -is [TimeSpan] -or $Value -is [Guid] -or $Value -is [char]
    $IsNumber = -not $IsText -and $Value.PSObject.BaseObject -is [IConvertible]
    # An enum from a remote session is a number whose text is its name.
    if ($IsNumber -and $Text -match '^[A-Za-z_]') { $IsText = $true }
    if ($IsText -or (-not $IsNumber -and $Given['AsText'])) { return '"' + $LyncEscaped.Replace($Text, $LyncEscape) + '"' }
    if (-not $IsNumber) { throw (New-LyncConversionError -Given $Given) }
    $Number = $Value.PSObject.BaseObject.ToString($Invariant)
    # A reader in JavaScript loses digits of larger ones.
    if ([Math]::Abs([decimal] $Value.PSObject.BaseObject) -gt 9007199254740991) { return '"' + $Number + '"' }
    return $Number
}

function ConvertTo-LyncErrorJson {
    [CmdletBinding()]
    param(
        [hashtable] $Failure
    )
    $Record = $Failure['Record']
    $Fields = [ordered] @{
        category = $Record.CategoryInfo.Category.ToString()
        id       = [string] $Record.FullyQualifiedErrorId
        message  = Get-LyncMessage -Failure $Failure
        target   = Get-LyncTarget -Failure $Failure
    }
    $Pairs = foreach ($Name in $Fields.Keys) { '"' + $Name + '":"' + $LyncEscaped.Replace($Fields[$Name], $LyncEscape) + '"' }
    if ($null -ne $Failure['Milliseconds']) { $Pairs += '"milliseconds":' + $Failure['Milliseconds'] }
    return '{' + ($Pairs -join ',') + '}'
}

# What an error is about. An object may have no text to give, and that is not the cause.
function Get-LyncTarget {
    [CmdletBinding()]
    param(
        [hashtable] $Failure
    )
    try { return Get-LyncShortened -Given @{ Text = [string] $Failure['Record'].TargetObject } }
    catch { return '' }
}

# A text without the request's secrets, and no longer than a message may be. They go first: one may
# lie where the text is cut.
function Get-LyncShortened {
    [CmdletBinding()]
    param(
        [hashtable] $Given
    )
    $Text = $Given['Text']
    foreach ($Secret in $global:LyncAgent['Secrets']) { if ($Secret.Length -ge 4) { $Text = $Text.Replace($Secret, '[secret]') } }
    if ($Text.Length -gt $LyncMessageLength) { $Text = $Text.Substring(0, $LyncMessageLength) + '...' }
    return $Text
}

# What an error says: the text that PowerShell itself would show, then the exception's, then those
# of the exceptions inside it. "Exception has been thrown by the target of an invocation." alone
# tells nobody the cause.
function Get-LyncMessage {
    [CmdletBinding()]
    param(
        [hashtable] $Failure
    )
    $Record = $Failure['Record']
    $Texts = [Collections.ArrayList] @()
    if ($null -ne $Record.ErrorDetails) { [void] $Texts.Add([string] $Record.ErrorDetails.Message) }
    $Exceptions = [Collections.Queue] @()
    if ($null -ne $Record.Exception) { $Exceptions.Enqueue($Record.Exception) }
    while ($Exceptions.Count -gt 0 -and $Texts.Count -lt 10) {
        $Exception = $Exceptions.Dequeue()
        [void] $Texts.Add([string] $Exception.Message)
        # What the far side raised has arrived as a bag of properties, with the exceptions inside
        # it.
        if ($Exception -is [Management.Automation.RemoteException]) { $Exception = $Exception.SerializedRemoteException }
        if ($null -ne $Exception.InnerExceptions) { foreach ($Inner in $Exception.InnerExceptions) { $Exceptions.Enqueue($Inner) } }
        elseif ($null -ne $Exception.InnerException) { $Exceptions.Enqueue($Exception.InnerException) }
        # A part of the administrative tools that is not installed shows here alone.
        if ($Exception -is [Reflection.ReflectionTypeLoadException]) {
            foreach ($Loader in $Exception.LoaderExceptions) { if ($null -ne $Loader) { $Exceptions.Enqueue($Loader) } }
        }
    }
    $Message = ''
    foreach ($Text in $Texts) {
        $Trimmed = $Text.Trim()
        if ($Trimmed -eq '' -or $Message.Contains($Trimmed)) { continue }
        if ($Message -ne '') { $Message = $Message.TrimEnd() + ' ' }
        $Message += $Trimmed
    }
    return Get-LyncShortened -Given @{ Text = $Message }
}
