# The only script of a session, in the syntax of PowerShell 3.0. It is sent once, followed by
# Start-LyncAgent. Then it reads requests as data from standard input until the input ends. A
# request is one line,
#   <id> <number of secrets> <base64 of UTF-8 JSON>
# followed by one line of base64 for each secret. Each answer is one frame of base64 JSON on
# standard output. The text of every command is constant, so no transcript, history or log of
# PowerShell contains a request.
#
# PowerShell can log the values that are bound to parameters. A secret, and any value that may
# repeat one, is therefore bound only to its Cs cmdlet. The functions below take it inside a
# hashtable, because PowerShell logs only the type name of a hashtable.

# The script reads properties that may be absent, which strict mode would refuse.
Set-StrictMode -Off
# Progress records would go to standard error.
$ProgressPreference = 'SilentlyContinue'
# Otherwise a cmdlet's non-terminating error could not be caught.
$ErrorActionPreference = 'Stop'
# No user can answer a question.
$ConfirmPreference = 'None'
# If it were true, New, Set and Remove would do nothing and report success.
$WhatIfPreference = $false
# Default parameters that a user set for all cmdlets would change the requests.
$PSDefaultParameterValues = @{}

# The only cmdlets that may be run.
$LyncCmdlets = @(
    'Get-CsService', 'Get-CsSite', 'Get-CsPool', 'Get-CsPoolBackupRelationship', 'Get-CsManagementStoreReplicationStatus', 'Get-CsOAuthConfiguration',
    'New-CsWebOrigin', 'New-CsWebTrustedCACertificate', 'New-CsSipProxyCustom', 'New-CsSipProxyUseDefault',
    'Get-CsProxyConfiguration', 'New-CsProxyConfiguration', 'Set-CsProxyConfiguration', 'Remove-CsProxyConfiguration',
    'Get-CsWebServiceConfiguration', 'New-CsWebServiceConfiguration', 'Set-CsWebServiceConfiguration', 'Remove-CsWebServiceConfiguration'
)

# The state of the session. Commands has those cmdlets of the list that the module has, each with
# its parameters, because reading them for every call takes longer than a call. Secrets has the
# secrets of the current request. Remote and Session are set if the cmdlets run on another machine.
$global:LyncAgent = @{ Commands = @{}; Secrets = @(); Remote = $null; Session = $null }

# [Console]::Out would write in pieces of 256 bytes.
$LyncOutput = [Console]::OpenStandardOutput()

# The characters to escape in a JSON text: those that JSON requires, and the halves of surrogate
# pairs, because UTF-8 cannot encode a single half.
$LyncEscaped = [regex] '[\x00-\x1f"\\\ud800-\udfff]'
$LyncEscape = [Text.RegularExpressions.MatchEvaluator] { param($Match) '\u{0:x4}' -f [int] [char] $Match.Value }

# The end of a sentence about the session at a remote endpoint.
$LyncBrokeMeanwhile = 'broke while the cmdlet ran, so the outcome of the cmdlet is unknown.'

# The maximum length of an error message, because nested exceptions have no limit.
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
            # Otherwise every error of the session would stay in memory with the objects in it.
            $global:Error.Clear()
        }
    }
    finally {
        Close-LyncSession
    }
}

# Writes a line that shows the progress of the session. Each line restarts a time limit.
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

# Writes an answer, or an error of the request if the answer cannot be encoded. The mark after it
# says that nothing more will follow, so that a damaged answer is recognised at once.
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

# Facts about this session, for administrators.
function Get-LyncAbout {
    [CmdletBinding()]
    param()
    # The cmdlet is in a module that may be missing.
    $Policy = try { (Get-ExecutionPolicy).ToString() } catch { $null }
    # PSEdition exists since PowerShell 5.1, and OS since 6.0.
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

# The account of this session, and the names of the groups in its token. The groups are null if the
# system has no tokens or cannot find the names.
function Get-LyncIdentity {
    [CmdletBinding()]
    param()
    try { $Windows = [Security.Principal.WindowsIdentity]::GetCurrent() }
    catch { return @{ Account = [Environment]::UserName; Groups = $null } }
    # All groups are translated at once, because each translation may ask a domain controller. A
    # group that has lost its name stays a SID.
    $Groups = try { $Windows.Groups.Translate([Security.Principal.NTAccount]) } catch { $null }
    return @{ Account = $Windows.Name; Groups = $Groups }
}

# Whether the token has the group that may change a deployment from this machine. Null at a remote
# endpoint, because a role decides there, and no group shows the role.
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
        # Get-Module -ListAvailable finds modules only by name.
        $IsPath = $Name -like '*.psm1'
        if ($IsPath -and -not (Test-Path -LiteralPath $Name -PathType Leaf)) { continue }
        if (-not $IsPath -and $null -eq (Get-Module -ListAvailable -Name $Name)) { continue }
        return Import-LyncNamedModule -Name $Name
    }
    $Why = "none of the modules $($Module -join ', ') is installed on $([Environment]::MachineName)"
    throw (New-LyncErrorRecord -Message $Why -Id 'LyncModuleMissing' -Target ($Module -join ', '))
}

# If parts of the server are missing, its module may write errors and continue. The import counts
# as failed only if no cmdlet is available after it.
function Import-LyncNamedModule {
    [CmdletBinding()]
    param(
        [string] $Name
    )
    $Before = $global:ErrorActionPreference
    try {
        # The module's own code follows the preference of the session.
        $global:ErrorActionPreference = 'Continue'
        # The import has its own pipeline. Inside this script's try block, an error that the module
        # would continue after would end the import.
        $Import = [Management.Automation.PowerShell]::Create([Management.Automation.RunspaceMode]::CurrentRunspace)
        [void] $Import.AddCommand('Import-Module').AddParameters(@{
            Name = $Name; Global = $true; PassThru = $true; DisableNameChecking = $true; ErrorAction = 'Continue'; WarningAction = 'SilentlyContinue'
        })
        $Imported = $Import.Invoke() | Select-Object -Last 1
        $Errors = @($Import.Streams.Error)
    }
    finally {
        $global:ErrorActionPreference = $Before
        # The module may have changed these.
        $global:WhatIfPreference = $false
        $global:PSDefaultParameterValues = @{}
    }
    if ($null -ne $Imported) { Save-LyncCommand -Module $Imported }
    if ($global:LyncAgent['Commands'].Count -eq 0) {
        if ($Errors.Count -gt 0) { throw $Errors[0] }
        throw (New-LyncErrorRecord -Message "the module $Name has none of the required cmdlets" -Id 'LyncModuleMissing' -Target $Name)
    }
    $Warnings = [string[]] @(foreach ($Record in $Errors) { Get-LyncMessage -Failure @{ Record = $Record } })
    $StandsFor = $Imported.PrivateData
    # The simulator's module says which module and version it simulates.
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

# Keeps the endpoint and the sign-in. The password is used only to make the credential.
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
        # ConvertTo-SecureString is not used, because Windows PowerShell does not find its module if
        # PowerShell 7 started it.
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

# Reads which cmdlets of the list the remote side has. The role of the account decides that.
function Save-LyncFarCommand {
    [CmdletBinding()]
    param()
    $Uri = $global:LyncAgent['Remote']['ConnectionUri']
    $Commands = @{}
    # Get-Command reports an error for each cmdlet that the role does not allow.
    foreach ($Command in (Invoke-LyncFarCommand -Call @{ Name = 'Get-Command'; Parameters = @{ Name = $LyncCmdlets; ErrorAction = 'SilentlyContinue' } })) {
        $Commands[$Command.Name] = @{ Name = $Command.Name; Command = $null; Parameters = [string[]] @($Command.Parameters.Keys) }
    }
    $global:LyncAgent['Commands'] = $Commands
    if ($Commands.Count -gt 0) { return }
    throw (New-LyncErrorRecord -Message "the account that signs in has no role that allows any of the required cmdlets" -Id 'LyncModuleMissing' -Target $Uri)
}

function Close-LyncSession {
    [CmdletBinding()]
    param()
    $Session = $global:LyncAgent['Session']
    $global:LyncAgent['Session'] = $null
    if ($null -ne $Session) { Remove-PSSession -Session $Session -ErrorAction SilentlyContinue }
}

# Fails if the session at the server broke. The session is not opened again here, because
# pulumi-lync knows all sign-ins of the process and decides whether to sign in again.
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
            # The conversion of many objects takes long, and has its own time limit.
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

# Runs a cmdlet, here or on the remote side, and returns its objects as one list. Adds its warnings
# to the given list.
function Invoke-LyncCommand {
    [CmdletBinding()]
    param(
        [hashtable] $Call
    )
    $Command = $Call['Known']['Command']
    $Parameters = $Call['Parameters']
    if ($null -eq $Command) {
        # With SilentlyContinue, the remote side would drop the warnings.
        $Parameters += @{ ErrorAction = 'Stop'; WarningAction = 'Continue' }
        return , (Invoke-LyncFarCommand -Call @{ Name = $Call['Known']['Name']; Parameters = $Parameters; Warnings = $Call['Warnings'] })
    }
    $Warned = $null
    try {
        # All streams are merged. This code can therefore drop output for a host, and see an error
        # after which the cmdlet continued.
        $Printed = & $Command @Parameters -ErrorAction Stop -WarningVariable Warned -WarningAction SilentlyContinue *>&1
        return , (Select-LyncObject -Printed @{ Items = $Printed; Warnings = $Call['Warnings'] })
    }
    finally {
        foreach ($Warning in $Warned) { [void] $Call['Warnings'].Add($Warning.ToString()) }
    }
}

# Runs a command on the remote side, and returns its objects. It is called directly, because an
# imported proxy function would keep the warnings, and would sign in again by itself after the
# session broke. No cmdlet on this machine binds the parameters.
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
        # A pipeline that stopped because its session broke returns without an error.
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

# The error of a remote command as the command raised it, or an error that the session broke.
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
        return New-LyncBrokenError -Why "$LyncBrokeMeanwhile $($Exception.Message)"
    }
    if ($global:LyncAgent['Session'].State.ToString() -ne 'Opened') { return New-LyncBrokenError -Why $LyncBrokeMeanwhile }
    return $Record
}

# Selects the objects from the output of all streams of a cmdlet. Adds the warnings to the given
# list. Throws the first error.
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
        # Write-Host makes these. Their type exists since PowerShell 5.0, so it is compared by name.
        if ($Item.GetType().FullName -eq 'System.Management.Automation.InformationRecord') { continue }
        [void] $Objects.Add($Item)
    }
    return , $Objects
}

# Finds a command. One that is not on the list, or that the module does not have, fails like a
# command that PowerShell does not know. One that the role of a remote account does not allow has
# its own error id.
function Find-LyncCommand {
    [CmdletBinding()]
    param(
        [string] $Name
    )
    $Known = $global:LyncAgent['Commands'][$Name]
    if ($null -ne $Known) { return $Known }
    $Remote = $global:LyncAgent['Remote']
    if ($LyncCmdlets -contains $Name -and $null -ne $Remote) {
        $Why = "The account that signs in at $($Remote['ConnectionUri']) has no role that allows this cmdlet."
        throw (New-LyncErrorRecord -Message $Why -Id 'LyncRoleLacksCmdlet' -Target $Name)
    }
    $Why = 'is not one of the cmdlets that pulumi-lync may run'
    if ($LyncCmdlets -contains $Name) { $Why = 'is not a cmdlet of the imported module' }
    throw (New-LyncErrorRecord -Message "The term '$Name' $Why." -Id 'CommandNotFoundException' -Target $Name)
}

# Makes an error of the agent. The id identifies it.
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

# Without -Force and -Confirm:$false, a cmdlet may ask a question that no user can answer. A Get
# does not have these switches, and would fail with them.
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

# A string is sent with a sign before it, because ConvertFrom-Json turns a string that looks like a
# date into a date. "=" comes before the text itself, "*" before the number of a secret, and "?"
# before the number of a secret Boolean. An object for a parameter is made here by its own cmdlet.
# A list becomes an array of objects for New, and a hashtable of changes for Set.
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
    # [pscustomobject] would match every value that PowerShell has wrapped.
    if ($Value -isnot [Management.Automation.PSCustomObject]) { return $Value }
    if ($null -ne $Value.PSObject.Properties['make']) { return New-LyncObject -Description $Value }
    # The comma keeps a list with one element, or none, as a list.
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
    # PowerShell unrolls the list on return, so the caller receives its one object.
    $Made = Invoke-LyncCommand -Call @{ Known = $Known; Parameters = $Parameters; Warnings = ([Collections.ArrayList] @()) }
    return $Made
}

# Converts the selected properties of each object to JSON objects, separated by commas. It reads one
# property of all objects, then the next property, because PowerShell caches how it found a property
# in the previous object.
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
            # The object does not have this property.
            if ($Json -eq '') { continue }
            [void] $Text.Append($Separator).Append($Names[$Column]).Append($Json)
            $Separator = ','
        }
        if ($Separator -eq '{') { [void] $Text.Append('{') }
        [void] $Text.Append('}')
    }
    return $Text.ToString()
}

# Converts one property of each object to JSON. The result is empty for an object without the
# property. Most values are converted inline, because function calls would take most of the time of
# a large answer.
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
                # PowerShell also returns null for a property that cannot be read. Only get_Value
                # throws then.
                elseif ($null -eq $Member.get_Value()) { 'null' }
                else { ConvertTo-LyncJson -Given @{ Value = $Member.get_Value(); Name = $Name; AsText = $AsText } }
            }
            elseif ($Value -is [string]) { '"' + $LyncEscaped.Replace($Value.ToString(), $LyncEscape) + '"' }
            elseif ($Value -is [uint64] -or $Value -is [uint32] -or $Value -is [long] -or $Value -is [int]) {
                $Json = $Value.ToString()
                # An enum from a remote session is a number whose text is its name. JavaScript would
                # lose digits of a large number.
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

# Converts a value to JSON. ConvertTo-Json would write an enum as its number, and a TimeSpan as an
# object with fifteen properties, so each type is converted explicitly. A type that is not listed
# becomes its text if the caller accepts that, otherwise an error. An object from a remote session
# has lost its type, but still has its properties and its text.
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
    # ToString would change it: it adds a slash, and turns %20 into a space.
    elseif ($Value -is [Uri]) { $Text = $Value.OriginalString }
    # An object of some classes, such as an XML node, is a list whose only element is itself.
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
        # Objects with these properties are an origin, a CA certificate and a custom realm.
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
            # The server's default realm has no property that identifies it.
            if ($TypeName -like '*UseDefault*') { return '{"UseDefault":true}' }
            # Unverified: these classes are the identities of services, sites and pools, and their
            # text is the identity.
            if ($TypeName -like '*Identity' -or $TypeName -like '*.Fqdn') { $Text = $Value.ToString() }
        }
    }
    if ($null -ne $Text) { return '"' + $LyncEscaped.Replace($Text, $LyncEscape) + '"' }
    throw (New-LyncConversionError -Given $Given)
}

# The text of a value. Fails if the value's class cannot give one.
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
    $Why = "The property $($Given['Name']) holds a value of type $($Given['Value'].PSObject.TypeNames[0]), which pulumi-lync does not know."
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
        # JSON cannot write NaN or infinity as a number.
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
    # JavaScript would lose digits of a larger number.
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

# The target of an error as text. It is empty if the target object fails to give its text, because
# that failure must not hide the error itself.
function Get-LyncTarget {
    [CmdletBinding()]
    param(
        [hashtable] $Failure
    )
    try { return Get-LyncShortened -Given @{ Text = [string] $Failure['Record'].TargetObject } }
    catch { return '' }
}

# A text without the request's secrets, cut to the maximum length of a message. The secrets are
# removed first, because one may be where the text is cut.
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

# The message of an error: the text that PowerShell would show, the text of the exception, and the
# texts of its inner exceptions. All three are needed, because a text such as "Exception has been
# thrown by the target of an invocation." does not show the cause.
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
        # An exception from the remote side arrives as properties, with the inner exceptions in
        # them.
        if ($Exception -is [Management.Automation.RemoteException]) { $Exception = $Exception.SerializedRemoteException }
        if ($null -ne $Exception.InnerExceptions) { foreach ($Inner in $Exception.InnerExceptions) { $Exceptions.Enqueue($Inner) } }
        elseif ($null -ne $Exception.InnerException) { $Exceptions.Enqueue($Exception.InnerException) }
        # Only these exceptions name a part of the administrative tools that is not installed.
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
