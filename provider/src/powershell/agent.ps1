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

# What the session holds: the commands of the list that its module has, each with its parameters, because asking for them at every call takes
# longer than a call; and, where the cmdlets run elsewhere, the way there.
$global:LyncAgent = @{ Commands = @{}; Remote = $null; Session = $null }

function Invoke-LyncRequest {
    [CmdletBinding()]
    param(
        [Parameter(Mandatory = $true)]
        [string] $Request
    )
    $Answer = @{ id = 0; opening = $null; results = @(); error = $null }
    $Results = [Collections.ArrayList] @()
    $Watch = [Diagnostics.Stopwatch]::StartNew()
    try {
        $Json = [Text.Encoding]::UTF8.GetString([Convert]::FromBase64String($Request))
        $Decoded = ConvertFrom-Json -InputObject $Json
        $Answer['id'] = $Decoded.id
        if ($null -ne $Decoded.PSObject.Properties['open']) {
            $Answer['opening'] = Open-LyncSession -Open $Decoded.open
        }
        foreach ($Call in $Decoded.calls) {
            # The limit is for one cmdlet: it begins anew.
            if ($Results.Count -gt 0) { [Console]::Out.WriteLine('#lync-next#') }
            $Result = Invoke-LyncCall -Call $Call
            [void] $Results.Add($Result)
            if ($null -ne $Result['error']) { break }
        }
    }
    catch {
        $Answer['opening'] = $null
        $Answer['error'] = ConvertTo-LyncError -Record $_
        $Answer['error']['milliseconds'] = $Watch.ElapsedMilliseconds
    }
    finally {
        $Answer['results'] = $Results.ToArray()
        Write-LyncAnswer -Answer $Answer
        # Every error of the session would stay in memory, with the objects that it names.
        $global:Error.Clear()
    }
}

# An answer that cannot be written is told as an error of the request: without a frame nobody would learn why.
function Write-LyncAnswer {
    [CmdletBinding()]
    param(
        [Parameter(Mandatory = $true)]
        [hashtable] $Answer
    )
    $Text = ''
    try {
        $Text = ConvertTo-Json -InputObject $Answer -Depth 10 -Compress
    }
    catch {
        $Failed = @{ id = $Answer['id']; opening = $null; results = @(); error = (ConvertTo-LyncError -Record $_) }
        $Text = ConvertTo-Json -InputObject $Failed -Depth 10 -Compress
    }
    finally {
        # Windows PowerShell writes the console's code page: only ASCII arrives unharmed.
        $Encoded = [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes($Text))
        [Console]::Out.WriteLine("#lync-answer:$($Encoded):lync-answer#")
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
    foreach ($Name in $Open.cmdlets) {
        $Known = $global:LyncAgent['Commands'][$Name]
        $Opening['parameters'][$Name] = [string[]] @()
        if ($null -ne $Known) { $Opening['parameters'][$Name] = $Known['Parameters'] }
    }
    return $Opening
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
        # Standard output carries frames: what a module prints while it is imported goes with the other streams, and only the module is kept.
        $Printed = Import-Module -Name $Name -Global -PassThru -DisableNameChecking -WarningAction SilentlyContinue *>&1
        $Imported = $Printed | Where-Object -FilterScript { $_ -is [Management.Automation.PSModuleInfo] } | Select-Object -Last 1
        if ($null -eq $Imported) { throw "the module $Name was imported, but PowerShell does not say as which" }
        Save-LyncCommand -Module $Imported
        $StandsFor = $Imported.PrivateData
        # The simulator's module says which module, and which version of it, it stands for.
        if ($StandsFor -is [Collections.IDictionary] -and $StandsFor.Contains('StandsForModule')) {
            return @{ module = [string] $StandsFor['StandsForModule']; version = [string] $StandsFor['StandsForVersion'] }
        }
        return @{ module = $Imported.Name; version = $Imported.Version.ToString() }
    }
    $Why = "none of the modules $($Module -join ', ') is installed on $([Environment]::MachineName)"
    throw (New-LyncErrorRecord -Message $Why -Id 'LyncModuleMissing' -Target ($Module -join ', '))
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
        $Commands[$Name] = @{ Command = $Command; Parameters = [string[]] @($Command.Parameters.Keys) }
    }
    $global:LyncAgent['Commands'] = $Commands
}

# The password is kept as a credential, for a session that broke is made again.
function Save-LyncRemote {
    [CmdletBinding()]
    param(
        [Parameter(Mandatory = $true)]
        [psobject] $Remote
    )
    $Given = @{}
    foreach ($Property in $Remote.PSObject.Properties) {
        $Given[$Property.Name] = ConvertFrom-LyncValue -Value $Property.Value
    }
    $Arguments = @{ ConnectionUri = $Given['connectionUri'] }
    if ($Given['authentication']) { $Arguments['Authentication'] = $Given['authentication'] }
    if ($Given['username']) {
        # ConvertTo-SecureString is a module's, and Windows PowerShell does not find that module where PowerShell 7 has started it.
        $Password = New-Object -TypeName System.Security.SecureString
        foreach ($Letter in $Given['password'].ToCharArray()) { $Password.AppendChar($Letter) }
        $Password.MakeReadOnly()
        $Arguments['Credential'] = New-Object -TypeName System.Management.Automation.PSCredential -ArgumentList $Given['username'], $Password
    }
    # A server keeps the session of a client that went without a word for hours.
    [void] (Register-EngineEvent -SourceIdentifier PowerShell.Exiting -SupportEvent -Action { Close-LyncSession })
    $global:LyncAgent['Remote'] = $Arguments
}

function Connect-LyncRemote {
    [CmdletBinding()]
    param()
    $Arguments = $global:LyncAgent['Remote']
    try {
        $global:LyncAgent['Session'] = New-PSSession @Arguments -ErrorAction Stop
        # A role may lack some cmdlets of the list, and each is an error; that no cmdlet at all is there shows in what comes back.
        $Imports = @{
            Session = $global:LyncAgent['Session']; CommandName = $LyncCmdlets; AllowClobber = $true; DisableNameChecking = $true
            ErrorAction = 'SilentlyContinue'; WarningAction = 'SilentlyContinue'
        }
        $Printed = Import-PSSession @Imports *>&1
        $Imported = $Printed | Where-Object -FilterScript { $_ -is [Management.Automation.PSModuleInfo] } | Select-Object -Last 1
        if ($null -eq $Imported) {
            $Why = "the session at $($Arguments['ConnectionUri']) has none of the cmdlets"
            throw (New-LyncErrorRecord -Message $Why -Id 'LyncModuleMissing' -Target $Arguments['ConnectionUri'])
        }
        Save-LyncCommand -Module $Imported
    }
    catch {
        Close-LyncSession
        throw
    }
}

function Close-LyncSession {
    [CmdletBinding()]
    param()
    $Session = $global:LyncAgent['Session']
    $global:LyncAgent['Session'] = $null
    if ($null -ne $Session) { Remove-PSSession -Session $Session -ErrorAction SilentlyContinue }
}

# A session that broke between two calls is made again, once: a call that fails in a new one has failed.
function Repair-LyncSession {
    [CmdletBinding()]
    param()
    if ($null -eq $global:LyncAgent['Remote']) { return }
    $Session = $global:LyncAgent['Session']
    if ($null -ne $Session -and $Session.State.ToString() -eq 'Opened') { return }
    Close-LyncSession
    Connect-LyncRemote
}

function Invoke-LyncCall {
    [CmdletBinding()]
    param(
        [Parameter(Mandatory = $true)]
        [psobject] $Call
    )
    $Result = @{ objects = @(); warnings = @(); milliseconds = 0; error = $null }
    $Objects = [Collections.ArrayList] @()
    $Warnings = [Collections.ArrayList] @()
    $Warned = $null
    $Watch = [Diagnostics.Stopwatch]::StartNew()
    try {
        Repair-LyncSession
        $Known = Find-LyncCommand -Name $Call.cmdlet
        $Command = $Known['Command']
        $Parameters = ConvertFrom-LyncParameter -Parameters $Call.parameters
        Add-LyncSwitch -Parameters $Parameters -Known $Known
        # All streams come as one: what a cmdlet tells a host is dropped, and an error that it printed and went on from is seen.
        $Printed = & $Command @Parameters -ErrorAction Stop -WarningVariable Warned -WarningAction SilentlyContinue *>&1
        $Wanted = $Call.PSObject.Properties['select']
        foreach ($Item in $Printed) {
            if ($null -eq $Item) { continue }
            if ($Item -is [Management.Automation.ErrorRecord]) {
                $Result['error'] = ConvertTo-LyncError -Record $Item
                break
            }
            if ($Item -is [Management.Automation.WarningRecord]) {
                [void] $Warnings.Add($Item.ToString())
                continue
            }
            if ($Item -is [Management.Automation.InformationalRecord]) { continue }
            # Write-Host's; the type came with 5.0.
            if ($Item.PSObject.TypeNames -contains 'System.Management.Automation.InformationRecord') { continue }
            if ($null -ne $Wanted) { [void] $Objects.Add((ConvertTo-LyncObject -InputObject $Item -Property $Wanted.Value)) }
        }
    }
    catch {
        $Result['error'] = ConvertTo-LyncError -Record $_
    }
    finally {
        foreach ($Warning in $Warned) { [void] $Warnings.Add($Warning.ToString()) }
        $Result['warnings'] = $Warnings.ToArray()
        if ($null -eq $Result['error']) { $Result['objects'] = $Objects.ToArray() }
        $Result['milliseconds'] = $Watch.ElapsedMilliseconds
    }
    return $Result
}

# A command that is not on the list, and one that the module does not have, fail as one that PowerShell does not know.
function Find-LyncCommand {
    [CmdletBinding()]
    param(
        [string] $Name
    )
    $Known = $global:LyncAgent['Commands'][$Name]
    if ($null -ne $Known) { return $Known }
    $Why = 'is not on the list of the cmdlets that may be run'
    if ($LyncCmdlets -contains $Name) { $Why = 'is not among the cmdlets of the module that was imported' }
    throw (New-LyncErrorRecord -Message "The term '$Name' $Why." -Id 'CommandNotFoundException' -Target $Name)
}

# Something that is not there, told by an id.
function New-LyncErrorRecord {
    [CmdletBinding()]
    param(
        [string] $Message,
        [string] $Id,
        [string] $Target
    )
    $Exception = New-Object -TypeName System.InvalidOperationException -ArgumentList $Message
    $Category = [Management.Automation.ErrorCategory]::ObjectNotFound
    return New-Object -TypeName System.Management.Automation.ErrorRecord -ArgumentList $Exception, $Id, $Category, $Target
}

# Without them a cmdlet that has them may ask, and nobody answers; a Get has neither, and fails on them.
function Add-LyncSwitch {
    [CmdletBinding()]
    param(
        [hashtable] $Parameters,
        [hashtable] $Known
    )
    if ($Known['Command'].Name -like 'Get-*') { return }
    if ($Known['Parameters'] -contains 'Force' -and -not $Parameters.ContainsKey('Force')) { $Parameters['Force'] = $true }
    if ($Known['Parameters'] -contains 'Confirm' -and -not $Parameters.ContainsKey('Confirm')) { $Parameters['Confirm'] = $false }
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

# A string travels with a sign before it, because ConvertFrom-Json takes a string that looks like a date for one. An object that a
# parameter needs is made here, by its own cmdlet; a list is its objects for New, and a hashtable of changes for Set.
function ConvertFrom-LyncValue {
    [CmdletBinding()]
    param(
        $Value
    )
    if ($Value -is [string]) { return $Value.Substring(1) }
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
    $Command = (Find-LyncCommand -Name $Description.make)['Command']
    $Parameters = ConvertFrom-LyncParameter -Parameters $Description.with
    return & $Command @Parameters -ErrorAction Stop
}

# Most values of most objects are converted here: a function call for each would be most of what a large answer takes.
function ConvertTo-LyncObject {
    [CmdletBinding()]
    param(
        $InputObject,
        [string[]] $Property
    )
    $Converted = @{}
    foreach ($Name in $Property) {
        $Member = $InputObject.PSObject.Properties[$Name]
        if ($null -eq $Member) { continue }
        $Value = $Member.Value
        if ($null -eq $Value) { $Converted[$Name] = $null }
        elseif ($Value -is [bool]) { $Converted[$Name] = [bool] $Value }
        elseif ($Value -is [string]) { $Converted[$Name] = $Value.ToString() }
        elseif ($Value -is [Collections.IEnumerable] -and $Value -isnot [Collections.IDictionary]) {
            # Not through a function's answer: PowerShell takes a list of one element for the element, and none for null.
            $List = [Collections.ArrayList] @()
            foreach ($Element in $Value) { [void] $List.Add((ConvertTo-LyncValue -Value $Element -Name $Name)) }
            $Converted[$Name] = $List.ToArray()
        }
        else { $Converted[$Name] = ConvertTo-LyncValue -Value $Value -Name $Name }
    }
    return $Converted
}

# ConvertTo-Json would write an enum as its number and a TimeSpan as an object of fifteen: each type is converted on purpose, and one that
# is not on this list is an error. An object from a remote session is no longer of its type, but has its properties and its text.
function ConvertTo-LyncValue {
    [CmdletBinding()]
    param(
        $Value,
        [string] $Name
    )
    if ($null -eq $Value) { return $null }
    if ($Value -is [bool]) { return [bool] $Value }
    if ($Value -is [string]) { return $Value.ToString() }
    if ($Value -is [Enum] -or $Value -is [TimeSpan] -or $Value -is [Uri] -or $Value -is [Guid] -or $Value -is [Version]) { return $Value.ToString() }
    if ($Value -is [DateTime]) { return $Value.ToUniversalTime().ToString('o', [Globalization.CultureInfo]::InvariantCulture) }
    if ($Value -is [int] -or $Value -is [uint32] -or $Value -is [long] -or $Value -is [uint64]) { return ConvertTo-LyncWhole -Value $Value }
    if ($Value -is [byte] -or $Value -is [sbyte] -or $Value -is [int16] -or $Value -is [uint16]) { return ConvertTo-LyncWhole -Value $Value }
    if ($Value -is [double] -or $Value -is [single] -or $Value -is [decimal]) { return $Value.PSObject.BaseObject }
    $Properties = $Value.PSObject.Properties
    if ($null -ne $Properties['Thumbprint'] -and $null -ne $Properties['CAStore']) {
        return ConvertTo-LyncElement -Element $Value -Property 'Thumbprint', 'CAStore'
    }
    if ($null -ne $Properties['CustomValue']) { return ConvertTo-LyncElement -Element $Value -Property 'CustomValue' }
    if ($null -ne $Properties['Url']) { return ConvertTo-LyncElement -Element $Value -Property 'Url' }
    foreach ($TypeName in $Value.PSObject.TypeNames) {
        # The realm that is the server's own has no property to tell it by.
        if ($TypeName -like '*UseDefault*') { return @{ UseDefault = $true } }
        # Unverified: the classes of the identities of services, sites and pools, whose text is the identity.
        if ($TypeName -like '*Identity' -or $TypeName -like '*.Fqdn') { return $Value.ToString() }
    }
    throw "the property $Name holds a value of type $($Value.PSObject.TypeNames[0]), which is not known here"
}

function ConvertTo-LyncWhole {
    [CmdletBinding()]
    param(
        $Value
    )
    # An enum from a remote session is a number whose text is its name.
    $Text = $Value.ToString()
    if ($Text -match '^[A-Za-z_]') { return $Text }
    $Number = $Value.PSObject.BaseObject
    # A reader in JavaScript loses digits beyond.
    if ([Math]::Abs([decimal] $Number) -gt 9007199254740991) { return $Number.ToString([Globalization.CultureInfo]::InvariantCulture) }
    return $Number
}

function ConvertTo-LyncElement {
    [CmdletBinding()]
    param(
        $Element,
        [string[]] $Property
    )
    $Converted = @{}
    foreach ($Name in $Property) {
        $Converted[$Name] = ConvertTo-LyncValue -Value $Element.PSObject.Properties[$Name].Value -Name $Name
    }
    return $Converted
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
