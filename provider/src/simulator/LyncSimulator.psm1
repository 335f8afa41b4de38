# The simulated deployment of pulumi-lync as a module, in the syntax of PowerShell 3.0: the Cs cmdlets as functions with typed parameters, for a
# real PowerShell to bind. Topology, state and faults are the files of the simulator in Node.js, under the same lock. LYNC_SIMULATOR names the
# topology file.

# A helper's non-terminating error would let a cmdlet go on with half of what it needs.
$ErrorActionPreference = 'Stop'
# Progress records would land on standard error.
$ProgressPreference = 'SilentlyContinue'

# <tables> Written by tools/writePowerShellTables.mjs from the settings' tables, simulator/unverified.ts, roles.ts, topologyProblems.ts and versions.ts.
$Unverified = @{
    DirectorHasRegistrar = $false
    BranchNamesHomePoolIn = 'WebServer'
    OAuthServerIdentity = 'evoSTS'
    Modules = @{ '2013' = 'Lync'; '2015' = 'SkypeForBusiness'; '2019' = 'SkypeForBusiness'; SE = 'SkypeForBusiness' }
    ProductVersions = @{ '2010' = '4.0.7577.0'; '2013' = '5.0.8308.420'; '2015' = '6.0.9319.0'; '2019' = '7.0.2046.0'; SE = '7.0.2046.385' }
    Errors = @{
        alreadyExists = @{ Category = 'ResourceExists'; Id = 'CollectionAlreadyExists' }
        noCollection = @{ Category = 'ObjectNotFound'; Id = 'CollectionNotFound' }
        noScope = @{ Category = 'ObjectNotFound'; Id = 'ScopeNotFound' }
        globalAlwaysExists = @{ Category = 'InvalidOperation'; Id = 'GlobalCollectionAlwaysExists' }
        badIdentity = @{ Category = 'InvalidData'; Id = 'InvalidIdentity' }
        badOrigin = @{ Category = 'InvalidArgument'; Id = 'InvalidOrigin' }
        badFilter = @{ Category = 'InvalidArgument'; Id = 'InvalidFilter' }
        noPool = @{ Category = 'ObjectNotFound'; Id = 'PoolNotFound' }
        accessDenied = @{ Category = 'PermissionDenied'; Id = 'AccessDenied' }
    }
}
$Nouns = @(
    @{
        Name = 'CsWebServiceConfiguration'
        Type = 'WebServiceConfiguration'
        SiteScope = $true
        Services = @('WebServer')
        Settings = @(
            @{ Name = 'AllowAnonymousAccessToLWAConference'; Type = 'Boolean'; Since = 2010; Verbs = @('New', 'Set'); Default = $true }
            @{ Name = 'AllowExternalAuthentication'; Type = 'Boolean'; Since = 2013; Verbs = @('New', 'Set'); Default = $true }
            @{ Name = 'AutoLaunchLyncWebAccess'; Type = 'Boolean'; Since = 2013; Verbs = @('New', 'Set'); Default = $true }
            @{ Name = 'CASigningKeyLength'; Type = 'UInt64'; Since = 2010; Verbs = @('New', 'Set'); Default = 2048; Min = 2048; Max = 16384 }
            @{ Name = 'CorsPreflightResponseMaxAgeInSeconds'; Type = 'Int64'; Since = 2015; Verbs = @('New', 'Set'); Default = 0 }
            @{ Name = 'CrossDomainAuthorizationList'; Type = 'PSListModifier'; Since = 2013; Verbs = @('New', 'Set'); Default = @(); Maker = 'New-CsWebOrigin'; Elements = @('Url') }
            @{ Name = 'DefaultValidityPeriodHours'; Type = 'UInt64'; Since = 2010; Verbs = @('New', 'Set'); Default = 4320; Min = 8; Max = 8760 }
            @{ Name = 'EnableCertChainDownload'; Type = 'Boolean'; Since = 2010; Verbs = @('New', 'Set'); Default = $true }
            @{ Name = 'EnableCORS'; Type = 'Boolean'; Since = 2015; Verbs = @('New', 'Set'); Default = $false }
            @{ Name = 'EnableGroupExpansion'; Type = 'Boolean'; Since = 2010; Verbs = @('New', 'Set'); Default = $true }
            @{ Name = 'EnableMediaBasicAuth'; Type = 'Boolean'; Since = 2015; Verbs = @('New', 'Set'); Default = $false }
            @{ Name = 'EnableStatisticsInResponse'; Type = 'Boolean'; Since = 2013; Verbs = @('New', 'Set'); Default = $false }
            @{ Name = 'HstsMaxAgeInSeconds'; Type = 'Int64'; Since = 2015; Verbs = @('New', 'Set'); Default = 31536000 }
            @{ Name = 'InferCertChainFromSSL'; Type = 'Boolean'; Since = 2010; Verbs = @('New', 'Set'); Default = $true }
            @{ Name = 'JoinLauncherCdnConfigUri'; Type = 'String'; Since = 2015; Verbs = @('New', 'Set'); Default = '' }
            @{ Name = 'JoinLauncherCdnTimeout'; Type = 'TimeSpan'; Since = 2015; Verbs = @('New', 'Set'); Default = '00:00:06' }
            @{ Name = 'LWACdnConfigUri'; Type = 'String'; Since = 2015; Verbs = @('New', 'Set'); Default = '' }
            @{ Name = 'MACResolverUrl'; Type = 'String'; Since = 2010; Verbs = @('New', 'Set'); Default = '' }
            @{ Name = 'MaxCSRKeySize'; Type = 'UInt64'; Since = 2010; Verbs = @('New', 'Set'); Default = 16384; Min = 1024; Max = 16384 }
            @{ Name = 'MaxGroupSizeToExpand'; Type = 'UInt32'; Since = 2010; Verbs = @('New', 'Set'); Default = 100; Min = 1; Max = 1000 }
            @{ Name = 'MaxValidityPeriodHours'; Type = 'UInt64'; Since = 2010; Verbs = @('New', 'Set'); Default = 8760; Min = 8; Max = 8760 }
            @{ Name = 'MeetingUxEnableTelemetry'; Type = 'Boolean'; Since = 2015; Verbs = @('New', 'Set'); Default = $false }
            @{ Name = 'MeetingUxUseCdn'; Type = 'Boolean'; Since = 2015; Verbs = @('New', 'Set'); Default = $false }
            @{ Name = 'MinCSRKeySize'; Type = 'UInt64'; Since = 2010; Verbs = @('New', 'Set'); Default = 1024; Min = 1024; Max = 16384 }
            @{ Name = 'MinValidityPeriodHours'; Type = 'UInt64'; Since = 2010; Verbs = @('New', 'Set'); Default = 8; Min = 8; Max = 4320 }
            @{ Name = 'MobilePreferredAuthType'; Type = 'Enum'; Since = 2015; Verbs = @('New', 'Set'); Default = 'None'; Values = @('None', 'OAuth', 'WebTicketServiceAnon', 'WebTicketServiceWinNegotiate', 'WebTicketServiceWinNtlm', 'WebTicketServiceCert', 'WebTicketServicePin', 'WsFedPassive', 'WsFedBearer', 'WebTicketServiceAuth') }
            @{ Name = 'OverrideAuthTypeForExternalClients'; Type = 'String'; Since = 2015; Verbs = @('Set'); Default = '' }
            @{ Name = 'OverrideAuthTypeForInternalClients'; Type = 'String'; Since = 2015; Verbs = @('Set'); Default = '' }
            @{ Name = 'PendingGetWaitSupportingApps'; Type = 'String'; Since = 2015; Verbs = @('New', 'Set'); Default = '' }
            @{ Name = 'PendingGetWaitTimeOutInMinutes'; Type = 'Int64'; Since = 2015; Verbs = @('New', 'Set'); Default = 15; Min = 5; Max = 15 }
            @{ Name = 'SecondaryLocationSourceUrl'; Type = 'String'; Since = 2010; Verbs = @('New', 'Set'); Default = '' }
            @{ Name = 'ShowAlternateJoinOptionsExpanded'; Type = 'Boolean'; Since = 2013; Verbs = @('New', 'Set'); Default = $false }
            @{ Name = 'ShowDownloadCommunicatorAttendeeLink'; Type = 'Boolean'; Since = 2010; Verbs = @('New', 'Set'); Default = $true }
            @{ Name = 'ShowJoinUsingLegacyClientLink'; Type = 'Boolean'; Since = 2010; Verbs = @('New', 'Set'); Default = $false }
            @{ Name = 'TrustedCACerts'; Type = 'PSListModifier'; Since = 2010; Verbs = @('New', 'Set'); Default = @(); Maker = 'New-CsWebTrustedCACertificate'; Elements = @('Thumbprint', 'CAStore') }
            @{ Name = 'UseCertificateAuth'; Type = 'Boolean'; Since = 2010; Verbs = @('New', 'Set'); Default = $true }
            @{ Name = 'UseDomainAuthInLWA'; Type = 'Boolean'; Since = 2013; Verbs = @('New', 'Set'); Default = $true }
            @{ Name = 'UsePinAuth'; Type = 'Boolean'; Since = 2010; Verbs = @('New', 'Set'); Default = $true }
            @{ Name = 'UseWebClientLegacyUI'; Type = 'Boolean'; Since = 2015; Verbs = @('New', 'Set'); Default = $false }
            @{ Name = 'UseWindowsAuth'; Type = 'Enum'; Since = 2010; Verbs = @('New', 'Set'); Default = 'Negotiate'; Values = @('None', 'NTLM', 'Negotiate') }
            @{ Name = 'UseWsFedPassiveAuth'; Type = 'Boolean'; Since = 2013; Verbs = @('New', 'Set'); Default = $false }
            @{ Name = 'WsFedPassiveMetadataUri'; Type = 'String'; Since = 2013; Verbs = @('New', 'Set'); Default = '' }
        )
    }
    @{
        Name = 'CsProxyConfiguration'
        Type = 'ProxyConfiguration'
        SiteScope = $false
        Services = @('Registrar', 'EdgeServer')
        Settings = @(
            @{ Name = 'AcceptClientCompression'; Type = 'Boolean'; Since = 2010; Verbs = @('New', 'Set'); Default = $true }
            @{ Name = 'AcceptServerCompression'; Type = 'Boolean'; Since = 2010; Verbs = @('New', 'Set'); Default = $true }
            @{ Name = 'AllowPartnerPollingSubscribes'; Type = 'Boolean'; Since = 2013; Verbs = @('New', 'Set'); Default = $false }
            @{ Name = 'DisableNtlmFor2010AndLaterClients'; Type = 'Boolean'; Since = 2010; Verbs = @('New', 'Set'); Default = $false }
            @{ Name = 'DnsCacheRecordCount'; Type = 'UInt32'; Since = 2010; Verbs = @('New', 'Set'); Default = 3000 }
            @{ Name = 'EnableLoggingAllMessageBodies'; Type = 'Boolean'; Since = 2013; Verbs = @('New', 'Set'); Default = $false }
            @{ Name = 'EnableWhiteSpaceKeepAlive'; Type = 'Boolean'; Since = 2010; Verbs = @('New', 'Set'); Default = $true }
            @{ Name = 'LoadBalanceEdgeServers'; Type = 'Boolean'; Since = 2013; Verbs = @('New', 'Set'); Default = $true }
            @{ Name = 'LoadBalanceInternalServers'; Type = 'Boolean'; Since = 2013; Verbs = @('New', 'Set'); Default = $true }
            @{ Name = 'MaxClientCompressionCount'; Type = 'UInt32'; Since = 2010; Verbs = @('New', 'Set'); Default = 15000; Min = 0; Max = 65535 }
            @{ Name = 'MaxClientMessageBodySizeKb'; Type = 'UInt32'; Since = 2010; Verbs = @('New', 'Set'); Default = 128; Min = 64; Max = 256 }
            @{ Name = 'MaxKeepAliveInterval'; Type = 'UInt32'; Since = 2013; Verbs = @('New', 'Set'); Default = 20 }
            @{ Name = 'MaxServerCompressionCount'; Type = 'UInt32'; Since = 2010; Verbs = @('New', 'Set'); Default = 1024; Min = 0; Max = 65535 }
            @{ Name = 'MaxServerMessageBodySizeKb'; Type = 'UInt32'; Since = 2010; Verbs = @('New', 'Set'); Default = 5000; Min = 1000; Max = 20000 }
            @{ Name = 'OutgoingTlsCount'; Type = 'UInt32'; Since = 2010; Verbs = @('New', 'Set'); Default = 4; Min = 1; Max = 4 }
            @{ Name = 'Realm'; Type = 'IRealmChoice'; Since = 2010; Verbs = @('New', 'Set') }
            @{ Name = 'RequestServerCompression'; Type = 'Boolean'; Since = 2010; Verbs = @('New', 'Set'); Default = $true }
            @{ Name = 'SpecialConfigurationList'; Type = 'String'; Since = 2015; Verbs = @('New', 'Set'); Default = '' }
            @{ Name = 'TestFeatureList'; Type = 'String'; Since = 2015; Verbs = @('New', 'Set'); Default = '' }
            @{ Name = 'TestParameterList'; Type = 'String'; Since = 2015; Verbs = @('New', 'Set'); Default = '' }
            @{ Name = 'TreatAllClientsAsRemote'; Type = 'Boolean'; Since = 2010; Verbs = @('New', 'Set'); Default = $false }
            @{ Name = 'UseCertificateForClientToProxyAuth'; Type = 'Boolean'; Since = 2010; Verbs = @('New', 'Set'); Default = $true }
            @{ Name = 'UseKerberosForClientToProxyAuth'; Type = 'Boolean'; Since = 2010; Verbs = @('New', 'Set'); Default = $true }
            @{ Name = 'UseNtlmForClientToProxyAuth'; Type = 'Boolean'; Since = 2010; Verbs = @('New', 'Set'); Default = $true }
        )
    }
)
$CAStores = @('TrustedRootCA', 'IntermediateCA', 'ThirdPartyRootCA')
$RoleFacts = @{
    director = @{ Services = @('Director', 'WebServer'); HasReplica = $true }
    enterprisePool = @{ Services = @('UserServer', 'WebServer', 'Registrar'); HasReplica = $true }
    standardEdition = @{ Services = @('UserServer', 'WebServer', 'Registrar'); HasReplica = $true }
    survivableBranch = @{ Services = @('Registrar'); HasReplica = $true }
    edge = @{ Services = @('EdgeServer'); HasReplica = $true }
    mediationServer = @{ Services = @('MediationServer'); HasReplica = $true }
    sqlServer = @{ Services = @('UserDatabase', 'ApplicationDatabase'); HasReplica = $false }
    fileStore = @{ Services = @('FileStore'); HasReplica = $false }
    pstnGateway = @{ Services = @('PstnGateway'); HasReplica = $false }
    trustedApplications = @{ Services = @('TrustedApplicationPool'); HasReplica = $false }
}
# The keys that name another pool: which roles have them, and which roles they may name.
$References = @{
    backupPool = @{ Of = @('enterprisePool', 'standardEdition'); To = @('enterprisePool', 'standardEdition') }
    nextHop = @{ Of = @('edge'); To = @('director', 'enterprisePool', 'standardEdition') }
    homePool = @{ Of = @('survivableBranch'); To = @('enterprisePool', 'standardEdition') }
}
# From the oldest to the newest.
$PoolVersions = @('2010', '2013', '2015', '2019', 'SE')
# </tables>

# The same text as simulator/store.ts writes.
$StateMark = 'Stored by the simulated deployment of pulumi-lync. Edit it to play drift; delete it to start afresh.'

#region What goes wrong

# Ends a cmdlet with an error of its own: the function that PowerShell called puts its name behind the id.
function Stop-Simulated {
    param([hashtable] $Failure, [string] $Message, [string] $Target = '')
    $Exception = New-Object -TypeName System.InvalidOperationException -ArgumentList $Message
    $Exception.Data['Category'] = $Failure['Category']
    $Exception.Data['Id'] = $Failure['Id']
    $Exception.Data['Target'] = $Target
    throw $Exception
}

# The parameters whose real types are the server's classes are objects here: what the real binder would refuse is refused in its words.
function Stop-Binding {
    param([string] $Parameter, [string] $Type)
    $Failure = @{ Category = 'InvalidData'; Id = 'ParameterArgumentTransformationError' }
    $Message = "Cannot process argument transformation on parameter '$Parameter'. Cannot convert the value to type `"$Type`"."
    Stop-Simulated -Failure $Failure -Message $Message
}

function ConvertTo-SimulatedError {
    param([Management.Automation.ErrorRecord] $Record)
    $Exception = $Record.Exception
    $Category = $Exception.Data['Category'] -as [Management.Automation.ErrorCategory]
    $Id = $Exception.Data['Id']
    if ($null -eq $Category) { $Category = [Management.Automation.ErrorCategory]::NotSpecified }
    if ($null -eq $Id) {
        $Id = 'SimulatorFailure'
        # ShouldProcess asks where -Confirm was given, and nobody is there to answer.
        if ($Exception.GetBaseException() -is [Management.Automation.PSInvalidOperationException]) { $Id = 'PSInvalidOperationException' }
    }
    New-Object -TypeName System.Management.Automation.ErrorRecord -ArgumentList $Exception, $Id, $Category, $Exception.Data['Target']
}

#endregion
#region JSON

# ConvertFrom-Json takes texts that look like dates for dates and ignores the case of names, and ConvertTo-Json indents differently in each
# version: a state file is to be put back byte for byte.
$JsonToken = New-Object -TypeName System.Text.RegularExpressions.Regex -ArgumentList (
    '\G[ \t\r\n]*(?:(?<mark>[{}\[\]:,])|"(?<text>(?:[^"\\\x00-\x1f]|\\.)*)"' +
    '|(?<number>-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)|(?<word>true|false|null)|(?<end>\z))'
)
$Invariant = [Globalization.CultureInfo]::InvariantCulture

function ConvertFrom-StoredText {
    param([string] $Text)
    $Reader = @{ Text = $Text; At = 0; Token = $null; Value = $null }
    Step-StoredText -Reader $Reader
    Read-StoredValue -Reader $Reader
    if (-not $Reader['Token'].Groups['end'].Success) { throw "unexpected text before position $($Reader['At'])" }
    # The comma keeps an array an array.
    return , $Reader['Value']
}

function Step-StoredText {
    param([hashtable] $Reader)
    $Match = $JsonToken.Match($Reader['Text'], $Reader['At'])
    if (-not $Match.Success) { throw "unexpected text at position $($Reader['At'])" }
    $Reader['At'] = $Match.Index + $Match.Length
    $Reader['Token'] = $Match
    $Reader['Mark'] = $Match.Groups['mark'].Value
}

# Leaves the value in the reader: what a function answers is unrolled.
function Read-StoredValue {
    param([hashtable] $Reader)
    if ($Reader['Mark'] -ceq '{') { Read-StoredObject -Reader $Reader }
    elseif ($Reader['Mark'] -ceq '[') { Read-StoredArray -Reader $Reader }
    else { $Reader['Value'] = ConvertFrom-StoredToken -Groups $Reader['Token'].Groups }
    Step-StoredText -Reader $Reader
}

function Read-StoredObject {
    param([hashtable] $Reader)
    $Object = New-Object -TypeName System.Collections.Specialized.OrderedDictionary
    Step-StoredText -Reader $Reader
    while ($Reader['Mark'] -cne '}') {
        if ($Object.Count -gt 0) { Skip-StoredMark -Reader $Reader -Mark ',' }
        $Name = $Reader['Token'].Groups['text']
        if (-not $Name.Success) { throw "no name before position $($Reader['At'])" }
        Step-StoredText -Reader $Reader
        Skip-StoredMark -Reader $Reader -Mark ':'
        Read-StoredValue -Reader $Reader
        $Object[[regex]::Unescape($Name.Value)] = $Reader['Value']
    }
    $Reader['Value'] = $Object
}

function Read-StoredArray {
    param([hashtable] $Reader)
    $Items = [Collections.ArrayList] @()
    Step-StoredText -Reader $Reader
    while ($Reader['Mark'] -cne ']') {
        if ($Items.Count -gt 0) { Skip-StoredMark -Reader $Reader -Mark ',' }
        Read-StoredValue -Reader $Reader
        [void] $Items.Add($Reader['Value'])
    }
    $Reader['Value'] = $Items.ToArray()
}

function Skip-StoredMark {
    param([hashtable] $Reader, [string] $Mark)
    if ($Reader['Mark'] -cne $Mark) { throw "no '$Mark' before position $($Reader['At'])" }
    Step-StoredText -Reader $Reader
}

function ConvertFrom-StoredToken {
    param([Text.RegularExpressions.GroupCollection] $Groups)
    if ($Groups['text'].Success) { return [regex]::Unescape($Groups['text'].Value) }
    if ($Groups['number'].Success) {
        $Number = $Groups['number'].Value
        if ($Number -match '^-?[0-9]{1,18}$') { return [long]::Parse($Number, $Invariant) }
        return [double]::Parse($Number, [Globalization.NumberStyles]::Float, $Invariant)
    }
    switch -CaseSensitive ($Groups['word'].Value) {
        'true' { return $true }
        'false' { return $false }
        'null' { return $null }
    }
    throw 'a value is missing'
}

# As JSON.stringify writes it; an empty indentation writes no white space at all.
function ConvertTo-StoredText {
    param($Value, [string] $Indentation = '', [int] $Depth = 0)
    if ($null -eq $Value) { return 'null' }
    if ($Value -is [string]) { return ConvertTo-QuotedText -Text $Value }
    if ($Value -is [bool]) { return $Value.ToString().ToLowerInvariant() }
    if ($Value -is [Collections.IDictionary]) {
        $Members = @(foreach ($Entry in $Value.GetEnumerator()) {
            $Text = ConvertTo-StoredText -Value $Entry.Value -Indentation $Indentation -Depth ($Depth + 1)
            Join-StoredMember -Name $Entry.Key -Text $Text -Indentation $Indentation
        })
        return Join-StoredText -Items $Members -Marks '{}' -Indentation $Indentation -Depth $Depth
    }
    if ($Value -is [Array]) {
        $Items = @(foreach ($Item in $Value) { ConvertTo-StoredText -Value $Item -Indentation $Indentation -Depth ($Depth + 1) })
        return Join-StoredText -Items $Items -Marks '[]' -Indentation $Indentation -Depth $Depth
    }
    if ($Value -is [double]) { return $Value.ToString('R', $Invariant) }
    return $Value.ToString($Invariant)
}

function Join-StoredMember {
    param([string] $Name, [string] $Text, [string] $Indentation)
    $Colon = ':'
    if ($Indentation.Length -gt 0) { $Colon = ': ' }
    return (ConvertTo-QuotedText -Text $Name) + $Colon + $Text
}

function Join-StoredText {
    param([string[]] $Items, [string] $Marks, [string] $Indentation, [int] $Depth)
    if ($Items.Length -eq 0) { return $Marks }
    if ($Indentation.Length -eq 0) { return $Marks.Substring(0, 1) + [string]::Join(',', $Items) + $Marks.Substring(1) }
    $Outer = "`n" + ($Indentation * $Depth)
    $Inner = $Outer + $Indentation
    return $Marks.Substring(0, 1) + $Inner + [string]::Join(",$Inner", $Items) + $Outer + $Marks.Substring(1)
}

$JsonShort = @{ [char] 34 = '\"'; [char] 92 = '\\'; [char] 8 = '\b'; [char] 12 = '\f'; [char] 10 = '\n'; [char] 13 = '\r'; [char] 9 = '\t' }
$JsonUnsafe = New-Object -TypeName System.Text.RegularExpressions.Regex -ArgumentList (
    '[\x00-\x1f"\\]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]'
)

function ConvertTo-QuotedText {
    param([string] $Text)
    if (-not $JsonUnsafe.IsMatch($Text)) { return '"' + $Text + '"' }
    $Builder = New-Object -TypeName System.Text.StringBuilder
    $At = 0
    foreach ($Match in $JsonUnsafe.Matches($Text)) {
        [void] $Builder.Append($Text.Substring($At, $Match.Index - $At))
        $Letter = $Text[$Match.Index]
        if ($JsonShort.ContainsKey($Letter)) { [void] $Builder.Append($JsonShort[$Letter]) }
        else { [void] $Builder.Append('\u' + ([int] $Letter).ToString('x4')) }
        $At = $Match.Index + 1
    }
    return '"' + $Builder.ToString() + $Text.Substring($At) + '"'
}

#endregion
#region Files and the lock

$NoMark = New-Object -TypeName System.Text.UTF8Encoding -ArgumentList $false
# Others may read, replace and remove a file while it is read here.
$Sharing = [IO.FileShare] 'ReadWrite, Delete'

# On Windows a file that is being replaced refuses to be read, or is not there, for a moment.
$ReadAttempts = 100
$ReadPauseMilliseconds = 10

# Null where there is no such file: where it is missing twice, and nobody is writing it.
function Read-SharedText {
    param([string] $File)
    $WasMissing = $false
    foreach ($Attempt in 1..$ReadAttempts) {
        try {
            return Read-FileText -File $File
        }
        catch {
            $Reason = $_.Exception.GetBaseException()
            if ($Reason -is [IO.DirectoryNotFoundException]) { return $null }
            $IsMissing = $Reason -is [IO.FileNotFoundException]
            if ($IsMissing -and $WasMissing -and -not (Test-OtherLock -File "$File.lock")) { return $null }
            if (-not ($Reason -is [IO.IOException] -or $Reason -is [UnauthorizedAccessException])) { throw }
            if ($Attempt -eq $ReadAttempts) {
                if ($IsMissing) { return $null }
                throw
            }
            # The second look comes at once: most often there is no file because there never was one.
            if ($WasMissing -or -not $IsMissing) { [Threading.Thread]::Sleep($ReadPauseMilliseconds) }
            $WasMissing = $IsMissing
        }
    }
}

# Whether somebody else holds a lock.
function Test-OtherLock {
    param([string] $File)
    return $script:HeldLock -ne $File -and [IO.File]::Exists($File)
}

function Read-FileText {
    param([string] $File)
    $Stream = $null
    try {
        $Stream = New-Object -TypeName System.IO.FileStream -ArgumentList $File, ([IO.FileMode]::Open), ([IO.FileAccess]::Read), $Sharing
        # JSON begins with a letter of ASCII, of which UTF-16 makes a zero and that letter: so it is told without a mark, too.
        $Encoding = $NoMark
        $First = $Stream.ReadByte()
        if ($Stream.ReadByte() -eq 0) { $Encoding = [Text.Encoding]::Unicode }
        elseif ($First -eq 0) { $Encoding = [Text.Encoding]::BigEndianUnicode }
        $Stream.Position = 0
        $Reader = New-Object -TypeName System.IO.StreamReader -ArgumentList $Stream, $Encoding
        return $Reader.ReadToEnd()
    }
    finally {
        if ($null -ne $Stream) { $Stream.Dispose() }
    }
}

# Whoever reads the file meanwhile sees the old text or the new.
function Write-SharedText {
    param([string] $File, [string] $Text)
    Write-SharedFile -File $File -Bytes $NoMark.GetBytes($Text) -Like $File
}

# A symbolic link stays one. The file has the mode of the one which it is like. A write that fails leaves nothing behind.
function Write-SharedFile {
    param([string] $File, [byte[]] $Bytes, [string] $Like)
    Assert-Writable -File $File
    $Target = Resolve-LinkedFile -File $File
    $Temporary = "$Target.$PID.tmp"
    try {
        [IO.File]::WriteAllBytes($Temporary, $Bytes)
        $Model = Resolve-LinkedFile -File $Like
        if ($HasModes -and [IO.File]::Exists($Model)) { [IO.File]::SetUnixFileMode($Temporary, [IO.File]::GetUnixFileMode($Model)) }
        Move-SharedFile -From $Temporary -To $Target
    }
    catch {
        if ([IO.File]::Exists($Temporary)) { [IO.File]::Delete($Temporary) }
        Stop-NotWritten -File $File -Reason $_.Exception.GetBaseException()
    }
}

function Stop-NotWritten {
    param([string] $File, [Exception] $Reason)
    $Message = "The file `"$File`" cannot be written: $($Reason.Message.TrimEnd('.')). Nothing was changed."
    Stop-Simulated -Failure $NotWritable -Message $Message
}

# Its bits decide, and not whether this process could write: replacing a file asks for no right to the file itself.
function Assert-Writable {
    param([string] $File)
    $Target = Resolve-LinkedFile -File $File
    if (-not [IO.File]::Exists($Target)) { return }
    $How = 'an attribute'
    $IsReadOnly = ([IO.File]::GetAttributes($Target) -band [IO.FileAttributes]::ReadOnly) -ne 0
    if ($HasModes) {
        $Mode = [int] [IO.File]::GetUnixFileMode($Target)
        $How = 'its mode ' + [Convert]::ToString($Mode, 8).PadLeft(4, '0')
        $IsReadOnly = ($Mode -band 128) -eq 0
    }
    if (-not $IsReadOnly) { return }
    $Message = "The file `"$File`" cannot be written: $How makes it read-only. Let its owner write it, or set lync:simulator to a copy of the " +
        'topology in another folder.'
    Stop-Simulated -Failure $NotWritable -Message $Message
}

# The file that symbolic links lead to, also where it is not there yet.
function Resolve-LinkedFile {
    param([string] $File)
    if (-not $HasModes) { return $File }
    try {
        $Target = [IO.File]::ResolveLinkTarget($File, $true)
    }
    catch {
        # There is no such file.
        return $File
    }
    if ($null -eq $Target) { return $File }
    return $Target.FullName
}

$NotWritable = @{ Category = 'WriteError'; Id = 'FileNotWritable' }
# Links and modes as Unix has them, which .NET can tell since PowerShell 7.3.
$HasModes = [IO.Path]::DirectorySeparatorChar -eq '/' -and $null -ne [IO.File].GetMethod('GetUnixFileMode', [type[]] @([string]))

# In one step. On Windows a reader can be in the way for a moment.
function Move-SharedFile {
    param([string] $From, [string] $To)
    foreach ($Attempt in 1..50) {
        try {
            # A plain $null would become an empty text, and that a file's name.
            if ([IO.File]::Exists($To)) { [IO.File]::Replace($From, $To, [NullString]::Value) }
            else { [IO.File]::Move($From, $To) }
            return
        }
        catch {
            if ($Attempt -eq 50) { throw }
            [Threading.Thread]::Sleep(10)
        }
    }
}

# A holder that is older than this has died, whatever its process id says: a lock is held for milliseconds.
$StaleSeconds = 20
# One that has not written its process id by then has died before it could: that is done at once.
$NamelessSeconds = 2
$PatienceSeconds = 60
# The lock that this process holds: what is read under it, nobody else replaces.
$script:HeldLock = ''

function Enter-Lock {
    param([string] $File)
    $Deadline = [DateTime]::UtcNow.AddSeconds($PatienceSeconds)
    while (-not (New-LockFile -File $File)) {
        Remove-StaleLock -File $File
        if ([DateTime]::UtcNow -gt $Deadline) { throw "the lock $File was not free within $PatienceSeconds seconds" }
        [Threading.Thread]::Sleep((Get-Random -Minimum 2 -Maximum 10))
    }
    $script:HeldLock = $File
}

function Exit-Lock {
    param([string] $File)
    $script:HeldLock = ''
    [IO.File]::Delete($File)
}

function New-LockFile {
    param([string] $File)
    $Stream = $null
    try {
        $Stream = New-Object -TypeName System.IO.FileStream -ArgumentList $File, ([IO.FileMode]::CreateNew), ([IO.FileAccess]::Write), $Sharing
    }
    catch {
        $Reason = $_.Exception.GetBaseException()
        if ([IO.File]::Exists($File)) { return $false }
        # On Windows a file that is being removed refuses access for as long as somebody has it open. On Unix EEXIST says that it was there.
        $IsPassing = $Reason -is [UnauthorizedAccessException] -or ($Reason -is [IO.IOException] -and $Reason -isnot [IO.DirectoryNotFoundException])
        if ($IsPassing -and (-not $HasModes -or $Reason.HResult -eq 17)) { return $false }
        Stop-NotWritten -File $File -Reason $Reason
    }
    try {
        $Bytes = [Text.Encoding]::ASCII.GetBytes([string] $PID)
        $Stream.Write($Bytes, 0, $Bytes.Length)
        $Stream.Dispose()
        return $true
    }
    catch {
        # On a full disk it would stay empty.
        [IO.File]::Delete($File)
        Stop-NotWritten -File $File -Reason $_.Exception.GetBaseException()
    }
}

# Two who see the same dead lock must not both remove one: the second would remove the first's new lock. So removing is itself done
# under an exclusively created file, and the lock is looked at once more inside.
function Remove-StaleLock {
    param([string] $File)
    if (-not (Test-StaleLock -File $File)) { return }
    $Guard = "$File.removing"
    if (-not (New-LockFile -File $Guard)) {
        if (Test-OldFile -File $Guard -Seconds $StaleSeconds) { [IO.File]::Delete($Guard) }
        return
    }
    try {
        if (Test-StaleLock -File $File) { [IO.File]::Delete($File) }
    }
    finally {
        [IO.File]::Delete($Guard)
    }
}

function Test-StaleLock {
    param([string] $File)
    try {
        $Text = Read-SharedText -File $File
        if ($null -eq $Text) { return $false }
        $Owner = $Text -as [int]
        if ($Text.Length -eq 0 -or $null -eq $Owner -or $Owner -le 0) { return Test-OldFile -File $File -Seconds $NamelessSeconds }
        if (-not (Test-AliveProcess -Id $Owner)) { return $true }
        return Test-OldFile -File $File -Seconds $StaleSeconds
    }
    catch {
        # Gone in the meantime, or held open: its owner is there.
        return $false
    }
}

function Test-OldFile {
    param([string] $File, [int] $Seconds)
    if (-not [IO.File]::Exists($File)) { return $false }
    return ([DateTime]::UtcNow - [IO.File]::GetLastWriteTimeUtc($File)).TotalSeconds -gt $Seconds
}

function Test-AliveProcess {
    param([int] $Id)
    try {
        $Process = [Diagnostics.Process]::GetProcessById($Id)
        $Process.Dispose()
        return $true
    }
    catch {
        # It is there, but somebody else's, unless the id itself is wrong.
        return $_.Exception.GetBaseException() -isnot [ArgumentException]
    }
}

#endregion
#region The topology

$TopologyFile = $env:LYNC_SIMULATOR
if (-not $TopologyFile) { throw 'LYNC_SIMULATOR names no topology file. This module is imported by pulumi-lync, in the place of a real one.' }
$TopologyFile = [IO.Path]::GetFullPath($TopologyFile)
$StateFile = ($TopologyFile -replace '\.json$', '') + '.state.json'
# A state file that somebody else wrote, byte for byte, while it is changed here.
$OriginalFile = "$StateFile.original"
$FaultsFile = ($TopologyFile -replace '\.json$', '') + '.faults.json'

function Stop-Topology {
    param([string] $Why)
    $Mending = 'Mend the file; README.md, "A simulated deployment", shows its form'
    $Message = "The topology file $TopologyFile cannot be used: $Why. $Mending"
    $Exception = New-Object -TypeName System.InvalidOperationException -ArgumentList $Message
    $Category = [Management.Automation.ErrorCategory]::InvalidData
    throw (New-Object -TypeName System.Management.Automation.ErrorRecord -ArgumentList $Exception, 'TopologyFile', $Category, $TopologyFile)
}

function Read-Topology {
    $Text = Read-SharedText -File $TopologyFile
    if ($null -eq $Text) { Stop-Topology -Why 'it cannot be read: there is no such file' }
    try {
        $Read = ConvertFrom-StoredText -Text $Text.TrimStart([char] 0xFEFF)
    }
    catch {
        Stop-Topology -Why "it is no JSON: $($_.Exception.Message)"
    }
    $Problems = @(Test-Topology -Topology $Read)
    if ($Problems.Count -gt 0) { Stop-Topology -Why ($Problems -join '; ') }
    return $Read
}

# What is wrong with a topology, in words; the simulator in Node.js tells it in more.
function Test-Topology {
    param($Topology)
    if ($Topology -isnot [Collections.IDictionary]) { return 'the whole file: not an object' }
    Test-KnownName -Value $Topology -Place 'the whole file' -Known 'serverVersion', 'sites', 'modernAuthentication', 'name'
    if (@('2013', '2015', '2019', 'SE') -cnotcontains [string] $Topology['serverVersion']) { 'serverVersion: allowed: 2013, 2015, 2019, "SE"' }
    if ($Topology['sites'] -isnot [Array]) { return 'sites: not an array' }
    $Sites = $Topology['sites']
    $RolesByPool = @{}
    foreach ($Site in $Sites) { foreach ($Pool in $Site['pools']) { $RolesByPool[[string] $Pool['fqdn']] = [string] $Pool['role'] } }
    $Pairs = @{}
    $SeenSites = @{}
    $SeenPools = @{}
    for ($SiteAt = 0; $SiteAt -lt $Sites.Length; $SiteAt += 1) {
        $Site = $Sites[$SiteAt]
        Test-KnownName -Value $Site -Place "sites[$SiteAt]" -Known 'name', 'pools'
        if (-not $Site['name']) { "sites[$SiteAt].name: missing" }
        elseif ($SeenSites.ContainsKey($Site['name'])) { "sites[$SiteAt].name: the site `"$($Site['name'])`" stands already" }
        else { $SeenSites[$Site['name']] = $true }
        if ($Site['pools'] -isnot [Array]) {
            "sites[$SiteAt].pools: not an array"
            continue
        }
        for ($PoolAt = 0; $PoolAt -lt $Site['pools'].Length; $PoolAt += 1) {
            $Pool = $Site['pools'][$PoolAt]
            $Place = "sites[$SiteAt].pools[$PoolAt]"
            Test-KnownName -Value $Pool -Place $Place -Known (@('fqdn', 'role', 'version', 'computers') + $References.Keys)
            if (-not $Pool['fqdn']) { "$Place.fqdn: missing" }
            elseif ($SeenPools.ContainsKey($Pool['fqdn'])) { "$Place.fqdn: the pool `"$($Pool['fqdn'])`" stands already" }
            else { $SeenPools[$Pool['fqdn']] = $true }
            if (-not $RoleFacts.ContainsKey([string] $Pool['role'])) { "$Place.role: not allowed" }
            Test-TopologyVersion -Pool $Pool -Place $Place -ServerVersion ([string] $Topology['serverVersion'])
            Test-TopologyComputer -Pool $Pool -Place $Place
            Test-TopologyReference -Pool $Pool -Place $Place -RolesByPool $RolesByPool
            Test-TopologyPair -Pool $Pool -Place $Place -Pairs $Pairs
        }
    }
}

# The tools of an older version cannot manage a pool of a newer one.
function Test-TopologyVersion {
    param($Pool, [string] $Place, [string] $ServerVersion)
    if (-not $Pool.Contains('version')) { return }
    $Known = $PoolVersions[0..[Array]::IndexOf($PoolVersions, $ServerVersion)]
    if ($Known -cnotcontains [string] $Pool['version']) { "$Place.version: allowed: $($Known -join ', ')" }
}

function Test-TopologyComputer {
    param($Pool, [string] $Place)
    if (-not $Pool.Contains('computers')) { return }
    $At = 0
    foreach ($Computer in $Pool['computers']) {
        if ($Computer -is [Collections.IDictionary]) {
            Test-KnownName -Value $Computer -Place "$Place.computers[$At]" -Known 'fqdn', 'productVersion'
            if (-not $Computer['fqdn']) { "$Place.computers[$At]: its fqdn is missing" }
            if ($Computer.Contains('productVersion') -and $Computer['productVersion'] -notmatch '\A[0-9]+(\.[0-9]+){1,3}\z') {
                "$Place.computers[$At].productVersion: allowed: two to four numbers with dots between, such as `"5.0.8308.420`""
            }
        }
        $At += 1
    }
}

# What a pool names another one for: which roles may, and which they may name.
function Test-TopologyReference {
    param($Pool, [string] $Place, [hashtable] $RolesByPool)
    foreach ($Key in $References.Keys) {
        if (-not $Pool.Contains($Key)) { continue }
        $Name = $Pool[$Key]
        if ($References[$Key]['Of'] -cnotcontains $Pool['role']) { "$Place.${Key}: a pool of the role `"$($Pool['role'])`" has none" }
        elseif (-not $RolesByPool.ContainsKey($Name)) { "$Place.${Key}: there is no pool `"$Name`"" }
        elseif ($Name -eq $Pool['fqdn']) { "$Place.${Key}: `"$Name`" is this pool itself" }
        elseif ($References[$Key]['To'] -cnotcontains $RolesByPool[$Name]) { "$Place.${Key}: the role of `"$Name`" is `"$($RolesByPool[$Name])`"" }
    }
}

# A pair is one whichever end says so; both ends may.
function Test-TopologyPair {
    param($Pool, [string] $Place, [hashtable] $Pairs)
    if (-not $Pool.Contains('backupPool')) { return }
    $One = $Pool['fqdn']
    $Other = $Pool['backupPool']
    if (($Pairs.ContainsKey($One) -and $Pairs[$One] -ne $Other) -or ($Pairs.ContainsKey($Other) -and $Pairs[$Other] -ne $One)) {
        return "$Place.backupPool: a pool is in one pair at most"
    }
    $Pairs[$One] = $Other
    $Pairs[$Other] = $One
}

function Test-KnownName {
    param($Value, [string] $Place, [string[]] $Known)
    $Allowed = '"' + ($Known -join '", "') + '"'
    foreach ($Entry in $Value.GetEnumerator()) {
        if ($Known -cnotcontains $Entry.Key) { "${Place}: unknown `"$($Entry.Key)`"; allowed: $Allowed" }
    }
}

$ServiceNames = @($RoleFacts.get_Values() | ForEach-Object { $_['Services'] } | Select-Object -Unique)

$Topology = Read-Topology
$ServerVersion = [string] $Topology['serverVersion']
$ServerYear = 2019
if ($ServerVersion -ne 'SE') { $ServerYear = [int] $ServerVersion }
$ProductVersion = $Unverified['ProductVersions'][$ServerVersion]
$Pools = @(foreach ($Site in $Topology['sites']) {
    foreach ($Pool in $Site['pools']) {
        $PoolVersion = $ServerVersion
        if ($Pool.Contains('version')) { $PoolVersion = [string] $Pool['version'] }
        $PoolProduct = $Unverified['ProductVersions'][$PoolVersion]
        $Computers = @($Pool['fqdn'])
        if ($Pool.Contains('computers')) { $Computers = $Pool['computers'] }
        $Computers = @(foreach ($Computer in $Computers) {
            if ($Computer -is [string]) { $Computer = @{ fqdn = $Computer } }
            $Product = $Computer['productVersion']
            if ($null -eq $Product) { $Product = $PoolProduct }
            @{ Fqdn = $Computer['fqdn']; ProductVersion = $Product }
        })
        @{
            Fqdn = $Pool['fqdn']; Role = $Pool['role']; Site = "Site:$($Site['name'])"; Computers = $Computers
            ProductVersion = $PoolProduct; BackupPool = $Pool['backupPool']; NextHop = $Pool['nextHop']; HomePool = $Pool['homePool']
            Services = $RoleFacts[$Pool['role']]['Services']
        }
    }
})

# Where a collection may be made, in small letters.
$Scopes = @{ 'global' = $true }
foreach ($Site in $Topology['sites']) { $Scopes["Site:$($Site['name'])".ToLowerInvariant()] = $true }
foreach ($Pool in $Pools) {
    foreach ($Service in $Pool['Services']) { $Scopes["Service:${Service}:$($Pool['Fqdn'])".ToLowerInvariant()] = $true }
    if ($Pool['Role'] -eq 'director' -and $Unverified['DirectorHasRegistrar']) {
        $Scopes["Service:Registrar:$($Pool['Fqdn'])".ToLowerInvariant()] = $true
    }
}

#endregion
#region Identities

function Test-SameName {
    param([string] $One, [string] $Other)
    return [string]::Equals($One, $Other, [StringComparison]::OrdinalIgnoreCase)
}

# The identity as the server writes it.
function Resolve-Identity {
    param([hashtable] $Noun, [string] $Text)
    $Parts = $Text.Trim().Split(':')
    switch ($Parts[0]) {
        'global' {
            if ($Parts.Length -gt 1) { Stop-Identity -Noun $Noun -Text $Text -Why 'nothing may follow the global scope' }
            return 'Global'
        }
        'site' { return 'Site:' + (Resolve-Site -Noun $Noun -Text $Text -Parts $Parts) }
        'service' { return 'Service:' + (Resolve-Service -Noun $Noun -Text $Text -Parts $Parts) }
    }
    Stop-Identity -Noun $Noun -Text $Text -Why "`"$($Parts[0])`" is no scope"
}

function Resolve-Site {
    param([hashtable] $Noun, [string] $Text, [string[]] $Parts)
    if (-not $Noun['SiteScope']) { Stop-Identity -Noun $Noun -Text $Text -Why 'a site cannot have one' }
    $Site = [string]::Join(':', $Parts, 1, $Parts.Length - 1).Trim()
    if ($Site.Length -eq 0) { Stop-Identity -Noun $Noun -Text $Text -Why "the site's name is empty" }
    return $Site
}

function Resolve-Service {
    param([hashtable] $Noun, [string] $Text, [string[]] $Parts)
    $Name = ''
    $Pool = ''
    if ($Parts.Length -gt 1) { $Name = $Parts[1] }
    if ($Parts.Length -gt 2) { $Pool = $Parts[2] }
    $Service = $null
    foreach ($Known in $Noun['Services']) { if (Test-SameName -One $Known -Other $Name) { $Service = $Known } }
    if ($null -eq $Service) { Stop-Identity -Noun $Noun -Text $Text -Why "the service `"$Name`" cannot have one" }
    if ($Parts.Length -gt 3) { Stop-Identity -Noun $Noun -Text $Text -Why "a pool's name holds no colon" }
    $Fqdn = $Pool
    if ($Fqdn.EndsWith('.', [StringComparison]::Ordinal)) { $Fqdn = $Fqdn.Substring(0, $Fqdn.Length - 1) }
    $Label = '[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?'
    if ($Fqdn.Length -gt 255 -or -not [regex]::IsMatch($Fqdn, "\A$Label(?:\.$Label)*\z")) {
        Stop-Identity -Noun $Noun -Text $Text -Why "`"$Pool`" is no fully qualified domain name"
    }
    return "${Service}:$Fqdn"
}

function Stop-Identity {
    param([hashtable] $Noun, [string] $Text, [string] $Why)
    $Forms = @('Global')
    if ($Noun['SiteScope']) { $Forms += 'Site:<site name>' }
    foreach ($Service in $Noun['Services']) { $Forms += "Service:${Service}:<pool fqdn>" }
    $Message = "$(ConvertTo-QuotedText -Text $Text) is no identity of a $($Noun['Type']): $Why. Valid forms: $($Forms -join ', ')"
    Stop-Simulated -Failure $Unverified['Errors']['badIdentity'] -Message $Message -Target $Text
}

#endregion
#region The store

# What was read or written last, with its text: the state is read anew for every cmdlet, but taken apart only where it has changed.
$script:KnownState = $null
# The texts of collections as they were written: most stay as they are when one is written.
$script:KnownTexts = @{}
# What the store held before this process's changes of the last minute, for faults that let a Get lag behind.
$script:Changes = [Collections.ArrayList] @()

function New-Dictionary {
    param($Entries)
    $Copy = New-Object -TypeName System.Collections.Specialized.OrderedDictionary
    if ($null -ne $Entries) {
        foreach ($Entry in $Entries.GetEnumerator()) { $Copy.Add($Entry.Key, $Entry.Value) }
    }
    # A dictionary is not unrolled, an empty one neither.
    return $Copy
}

function Read-State {
    $Text = Read-SharedText -File $StateFile
    if ($null -eq $Text) { return @{ Text = $null; State = (New-Dictionary); About = $StateMark; Written = $false } }
    if ($null -ne $script:KnownState -and [string]::Equals($script:KnownState['Text'], $Text, [StringComparison]::Ordinal)) {
        return $script:KnownState
    }
    $script:KnownTexts = @{}
    $script:KnownState = ConvertFrom-StateText -Text $Text -File $StateFile
    return $script:KnownState
}

function ConvertFrom-StateText {
    param([string] $Text, [string] $File)
    try {
        $State = ConvertFrom-StoredText -Text $Text
    }
    catch {
        Stop-State -File $File -Why "it is no JSON: $($_.Exception.Message)"
    }
    $Problems = @(Test-State -State $State)
    if ($Problems.Count -gt 0) { Stop-State -File $File -Why ($Problems -join '; ') }
    $About = $State['about']
    if ($State.Contains('about')) { $State.Remove('about') }
    return @{ Text = $Text; State = $State; About = $About; Written = $false }
}

function Stop-State {
    param([string] $File, [string] $Why)
    $Message = "The state file $File cannot be used: $Why. Mend the file, or delete it to start afresh."
    Stop-Simulated -Failure @{ Category = 'InvalidData'; Id = 'StateFile' } -Message $Message -Target $File
}

# What no state file says unless somebody slipped; the simulator in Node.js tells it in more words.
function Test-State {
    param($State)
    if ($State -isnot [Collections.IDictionary]) { return 'the whole file: it is not an object' }
    Test-KnownName -Value $State -Place 'the whole file' -Known (@('about') + @(foreach ($Noun in $Nouns) { $Noun['Name'] }))
    foreach ($Noun in $Nouns) {
        $Name = $Noun['Name']
        if (-not $State.Contains($Name)) { continue }
        if ($State[$Name] -isnot [Collections.IDictionary]) {
            "${Name}: allowed: { identity: collection }"
            continue
        }
        $Seen = @{}
        foreach ($Entry in $State[$Name].GetEnumerator()) {
            $Place = "${Name}[$(ConvertTo-QuotedText -Text $Entry.Key)]"
            if ($Seen.ContainsKey($Entry.Key)) { "${Place}: the same collection stands already" }
            $Seen[$Entry.Key] = $true
            Test-StoredIdentity -Noun $Noun -Text $Entry.Key -Place $Place
            Test-StoredCollection -Noun $Noun -Settings $Entry.Value -Place $Place
        }
    }
}

function Test-StoredIdentity {
    param([hashtable] $Noun, [string] $Text, [string] $Place)
    try {
        $Identity = Resolve-Identity -Noun $Noun -Text $Text
    }
    catch {
        return "${Place}: $($_.Exception.Message)"
    }
    if (-not (Test-SameName -One $Identity -Other $Text)) { "${Place}: the deployment writes it otherwise; did you mean `"$Identity`"?" }
}

function Test-StoredCollection {
    param([hashtable] $Noun, $Settings, [string] $Place)
    if ($Settings -isnot [Collections.IDictionary]) { return "${Place}: allowed: { setting: value }" }
    Test-KnownName -Value $Settings -Place $Place -Known $Noun['Order']
    foreach ($Setting in $Noun['Settings']) {
        $Name = $Setting['Name']
        if (-not $Settings.Contains($Name) -or $null -eq $Settings[$Name]) { continue }
        if (-not (Test-StoredValue -Setting $Setting -Value $Settings[$Name])) { "$Place.${Name}: no value of the type $($Setting['Type'])" }
    }
}

# Whether a value has the form in which values of a type are stored.
function Test-StoredValue {
    param([hashtable] $Setting, $Value)
    switch ($Setting['Type']) {
        'Boolean' { return $Value -is [bool] }
        'String' { return $Value -is [string] }
        'Enum' { return $Value -is [string] }
        'TimeSpan' {
            $Clock = '(?:[01]?[0-9]|2[0-3]):[0-5]?[0-9]:[0-5]?[0-9]'
            return $Value -is [string] -and $Value -match "\A-?\s*(?:[0-9]{1,8}\.)?$Clock(?:\.[0-9]{1,7})?\s*\z"
        }
        'PSListModifier' {
            if ($Value -isnot [Array]) { return $false }
            foreach ($Element in $Value) { if (-not (Test-StoredText -Value $Element -Names $Setting['Elements'])) { return $false } }
            return $true
        }
        'IRealmChoice' {
            if (Test-StoredText -Value $Value -Names 'CustomValue') { return $true }
            return $Value -is [Collections.IDictionary] -and $Value.Count -eq 1 -and $Value['UseDefault'] -is [bool] -and $Value['UseDefault']
        }
    }
    # What is left is whole.
    if ($Value -is [string]) { return $Value -match '\A\s*[+-]?[0-9]+\s*\z' }
    if ($Value -isnot [long] -and $Value -isnot [double]) { return $false }
    return [Math]::Floor([double] $Value) -eq $Value -and [Math]::Abs([double] $Value) -le 9007199254740991
}

# Whether a value is an object of these texts, and nothing else.
function Test-StoredText {
    param($Value, [string[]] $Names)
    if ($Value -isnot [Collections.IDictionary] -or $Value.Count -ne $Names.Length) { return $false }
    foreach ($Name in $Names) { if ($Value[$Name] -isnot [string]) { return $false } }
    return $true
}

# The stored collections of a noun, by identity; as they were so many seconds ago, where this process remembers that.
function Read-Section {
    param([hashtable] $Noun, [double] $LagSeconds = 0)
    $State = $null
    $Earliest = [DateTime]::UtcNow.AddSeconds(-$LagSeconds)
    foreach ($Change in $script:Changes) {
        if ($Change['At'] -gt $Earliest) {
            $State = $Change['Before']
            break
        }
    }
    if ($null -eq $State) { $State = (Read-State)['State'] }
    if (-not $State.Contains($Noun['Name'])) { return New-Dictionary }
    return $State[$Noun['Name']]
}

# Runs the work with a copy of a noun's collections that it may change, and stores what it leaves.
function Update-Section {
    param([hashtable] $Noun, [scriptblock] $Work)
    Enter-Lock -File "$StateFile.lock"
    try {
        $Read = Read-State
        $Section = New-Dictionary -Entries $Read['State'][$Noun['Name']]
        [void] (& $Work $Section)
        Save-Change -State $Read['State']
        Save-Section -Noun $Noun -Read $Read -Section $Section
    }
    finally {
        Exit-Lock -File "$StateFile.lock"
    }
}

function Save-Change {
    param($State)
    $Now = [DateTime]::UtcNow
    while ($script:Changes.Count -gt 0 -and ($Now - $script:Changes[0]['At']).TotalSeconds -gt 60) { $script:Changes.RemoveAt(0) }
    [void] $script:Changes.Add(@{ At = $Now; Before = $State })
}

function Save-Section {
    param([hashtable] $Noun, [hashtable] $Read, $Section)
    $Name = $Noun['Name']
    $State = New-Dictionary -Entries $Read['State']
    if ($Section.Count -gt 0) { Set-Placed -Entries $State -Key $Name -Value $Section }
    elseif ($State.Contains($Name)) { $State.Remove($Name) }
    if (Test-SameStored -One $State -Other $Read['State']) { return }
    Assert-Writable -File $StateFile
    $Original = Save-Original -Read $Read
    try {
        Save-State -State $State -Read $Read -Original $Original
    }
    catch {
        # Kept only now, for a change that did not come about.
        if ([object]::ReferenceEquals($Original, $Read['State'])) { [IO.File]::Delete($OriginalFile) }
        throw
    }
}

# Makes the file say a state: the original where that says it, and no file where there was none before the store's own.
function Save-State {
    param($State, [hashtable] $Read, $Original)
    if ($null -ne $Original -and (Test-SameState -One $State -Other $Original)) {
        Restore-Original
        return
    }
    $About = $Read['About']
    if ($State.Count -eq 0 -and (Test-SameStored -One $About -Other $StateMark)) {
        Remove-StateFile
        [IO.File]::Delete($OriginalFile)
        $script:KnownTexts = @{}
        return
    }
    $Indentation = '  '
    $End = "`n"
    if ($null -ne $Read['Text']) {
        $Indentation = [regex]::Match($Read['Text'], '\A\s*\{\r?\n([ \t]+)').Groups[1].Value
        # JSON.stringify takes ten letters of it at most.
        if ($Indentation.Length -gt 10) { $Indentation = $Indentation.Substring(0, 10) }
        $End = [regex]::Match($Read['Text'], '\s*\z').Value
    }
    $Text = (ConvertTo-StateText -State $State -Indentation $Indentation -About $About) + $End
    Write-SharedText -File $StateFile -Text $Text
    $script:KnownState = @{ Text = $Text; State = $State; About = $About; Written = $true }
}

# Keeps the text that is about to change where somebody else wrote it, and answers what the kept one says; null where there is none.
function Save-Original {
    param([hashtable] $Read)
    # Whoever deleted the state file starts afresh.
    if ($null -eq $Read['Text']) {
        [IO.File]::Delete($OriginalFile)
        return $null
    }
    $Text = Read-SharedText -File $OriginalFile
    if ($null -eq $Text) {
        if ($Read['Written'] -or (Test-OurText -Read $Read)) { return $null }
    }
    else {
        $Original = (ConvertFrom-StateText -Text $Text -File $OriginalFile)['State']
        # What says the same in other letters was written by hand since then.
        if (-not (Test-SameState -One $Read['State'] -Other $Original)) { return $Original }
    }
    Write-SharedFile -File $OriginalFile -Bytes ([IO.File]::ReadAllBytes($StateFile)) -Like $StateFile
    return $Read['State']
}

# Puts it back in the state file's place, as written now.
function Restore-Original {
    Write-SharedFile -File $StateFile -Bytes ([IO.File]::ReadAllBytes($OriginalFile)) -Like $StateFile
    [IO.File]::Delete($OriginalFile)
    $script:KnownState = $null
    $script:KnownTexts = @{}
}

# Whether the store wrote a text from nothing: undoing what came after gives it back.
function Test-OurText {
    param([hashtable] $Read)
    if ($Read['State'].Count -eq 0 -or -not (Test-SameStored -One $Read['About'] -Other $StateMark)) { return $false }
    $Text = (ConvertTo-StateText -State $Read['State'] -Indentation '  ' -About $StateMark) + "`n"
    if ([string]::Equals($Text, $Read['Text'], [StringComparison]::Ordinal)) { return $true }
    # Theirs may have another indentation.
    $script:KnownTexts = @{}
    return $false
}

# Whether two values are the same JSON, whatever the order of names.
function Test-SameStored {
    param($One, $Other)
    if ($One -isnot [Collections.IDictionary]) {
        return [string]::Equals((ConvertTo-StoredText -Value $One), (ConvertTo-StoredText -Value $Other), [StringComparison]::Ordinal)
    }
    if ($Other -isnot [Collections.IDictionary] -or $One.Count -ne $Other.Count) { return $false }
    foreach ($Entry in $One.GetEnumerator()) {
        if (-not $Other.Contains($Entry.Key)) { return $false }
        if ([object]::ReferenceEquals($Entry.Value, $Other[$Entry.Key])) { continue }
        if (-not (Test-SameStored -One $Entry.Value -Other $Other[$Entry.Key])) { return $false }
    }
    return $true
}

# Whether two states say the same of every collection.
function Test-SameState {
    param($One, $Other)
    return Test-SameStored -One (Select-Stored -State $One) -Other (Select-Stored -State $Other)
}

# A state without what a person may write, and the store does not: a setting at its default, a global collection without any, a noun without
# collections.
function Select-Stored {
    param($State)
    $Rest = New-Dictionary
    foreach ($Section in $State.GetEnumerator()) {
        $Collections = $Section.Value
        if ($NounsByName.ContainsKey($Section.Key)) {
            $Collections = New-Dictionary
            foreach ($Entry in $Section.Value.GetEnumerator()) {
                $Settings = Select-StoredSetting -Noun $NounsByName[$Section.Key] -Settings $Entry.Value
                if ($Entry.Key -cne 'Global' -or $Settings.Count -gt 0) { $Collections.Add($Entry.Key, $Settings) }
            }
        }
        if ($Collections -isnot [Collections.IDictionary] -or $Collections.Count -gt 0) { $Rest.Add($Section.Key, $Collections) }
    }
    return $Rest
}

function Select-StoredSetting {
    param([hashtable] $Noun, $Settings)
    $Rest = New-Dictionary -Entries $Settings
    foreach ($Setting in $Noun['Active']) {
        $Name = $Setting['Name']
        if (-not $Rest.Contains($Name)) { continue }
        if ([string]::Equals((ConvertTo-StoredText -Value $Rest[$Name]), $Setting['DefaultText'], [StringComparison]::Ordinal)) {
            $Rest.Remove($Name)
        }
    }
    return $Rest
}

function ConvertTo-StateText {
    param($State, [string] $Indentation, $About)
    $Members = [Collections.ArrayList] @()
    if ($null -ne $About) {
        $Text = ConvertTo-StoredText -Value $About -Indentation $Indentation -Depth 1
        [void] $Members.Add((Join-StoredMember -Name 'about' -Text $Text -Indentation $Indentation))
    }
    foreach ($Section in $State.GetEnumerator()) {
        if ($Section.Value -is [Collections.IDictionary]) {
            $Collections = [Collections.ArrayList] @()
            foreach ($Entry in $Section.Value.GetEnumerator()) {
                $Key = "$($Section.Key)|$($Entry.Key)"
                $Known = $script:KnownTexts[$Key]
                if ($null -eq $Known -or -not [object]::ReferenceEquals($Known['Of'], $Entry.Value)) {
                    $Text = ConvertTo-StoredText -Value $Entry.Value -Indentation $Indentation -Depth 2
                    $Member = Join-StoredMember -Name $Entry.Key -Text $Text -Indentation $Indentation
                    $Known = @{ Of = $Entry.Value; Text = $Member }
                    $script:KnownTexts[$Key] = $Known
                }
                [void] $Collections.Add($Known['Text'])
            }
            $Text = Join-StoredText -Items $Collections.ToArray() -Marks '{}' -Indentation $Indentation -Depth 1
        }
        else { $Text = ConvertTo-StoredText -Value $Section.Value -Indentation $Indentation -Depth 1 }
        [void] $Members.Add((Join-StoredMember -Name $Section.Key -Text $Text -Indentation $Indentation))
    }
    return Join-StoredText -Items $Members.ToArray() -Marks '{}' -Indentation $Indentation -Depth 0
}

# The stored spelling of an identity; null where it is not stored.
function Find-Key {
    param($Section, [string] $Identity)
    foreach ($Entry in $Section.GetEnumerator()) {
        if ([string]::Equals($Entry.Key, $Identity, [StringComparison]::OrdinalIgnoreCase)) { return $Entry.Key }
    }
    return $null
}

# An entry keeps its place; a new one goes before the first that belongs after it, so that taking it out again restores what was there.
function Set-Placed {
    param($Entries, [string] $Key, $Value, [string[]] $Order)
    if ($Entries.Contains($Key)) {
        $Entries[$Key] = $Value
        return
    }
    $Rank = -1
    if ($null -ne $Order) { $Rank = [Array]::IndexOf($Order, $Key) }
    $At = 0
    foreach ($Entry in $Entries.GetEnumerator()) {
        if ($null -eq $Order) { $IsLater = [string]::CompareOrdinal($Entry.Key, $Key) -gt 0 }
        else { $IsLater = [Array]::IndexOf($Order, $Entry.Key) -gt $Rank }
        if ($IsLater) { break }
        $At += 1
    }
    $Entries.Insert($At, $Key, $Value)
}

function Get-LastWritten {
    if ([IO.File]::Exists($StateFile)) { return [IO.File]::GetLastWriteTimeUtc($StateFile) }
    # While nothing is stored, the topology's file tells: it is as old as the deployment, or as the state file's going.
    return [IO.File]::GetLastWriteTimeUtc($TopologyFile)
}

# That something was written now has to be remembered without a file of its own: an undone deployment is to leave nothing behind.
function Remove-StateFile {
    [IO.File]::Delete((Resolve-LinkedFile -File $StateFile))
    try {
        [IO.File]::SetLastWriteTimeUtc($TopologyFile, [DateTime]::UtcNow)
    }
    catch {
        # Somebody else's file, or none any more: then nobody can tell when this was.
        $Reason = $_.Exception.GetBaseException()
        if ($Reason -isnot [UnauthorizedAccessException] -and $Reason -isnot [IO.IOException]) { throw }
    }
}

#endregion
#region Values

# A bound value as it is stored.
function ConvertTo-Stored {
    param([hashtable] $Setting, $Value, $Before)
    switch ($Setting['Type']) {
        'Boolean' { return [bool] $Value }
        'String' { return [string] $Value }
        'Enum' {
            # A ValidateSet passes a name as it was written.
            foreach ($Known in $Setting['Values']) { if (Test-SameName -One $Known -Other $Value) { return $Known } }
        }
        'TimeSpan' { return ([timespan] $Value).ToString() }
        'PSListModifier' { return , (Get-ChangedList -Setting $Setting -Value $Value -Before $Before) }
        'IRealmChoice' {
            $Realm = New-Dictionary
            if ($Value.PSObject.TypeNames -contains 'LyncSimulator.CsSipProxyUseDefault') { $Realm.Add('UseDefault', $true) }
            else { $Realm.Add('CustomValue', $Value.CustomValue) }
            return $Realm
        }
    }
    # What is left is whole; as text where a JavaScript number would lose digits.
    if ([Math]::Abs([decimal] $Value) -gt 9007199254740991) { return $Value.ToString($Invariant) }
    return [long] $Value
}

function Get-ChangedList {
    param([hashtable] $Setting, $Value, $Before)
    $Change = $Value
    # $null empties a list, and a new collection's is what New is given.
    if ($Change -isnot [Collections.IDictionary]) { $Change = @{ Replace = $Value } }
    $Kept = @($Before)
    if ($null -eq $Before) { $Kept = @() }
    if ($Change.ContainsKey('Replace')) { $Kept = @(Get-ListElement -Setting $Setting -Elements $Change['Replace']) }
    $Removed = [Collections.ArrayList] @()
    foreach ($Element in @(Get-ListElement -Setting $Setting -Elements $Change['Remove'])) {
        [void] $Removed.Add([string] (ConvertTo-StoredText -Value $Element))
    }
    $Left = [Collections.ArrayList] @()
    $Present = [Collections.ArrayList] @()
    foreach ($Element in $Kept) {
        $Text = [string] (ConvertTo-StoredText -Value $Element)
        if ($Removed.Contains($Text)) { continue }
        [void] $Left.Add($Element)
        [void] $Present.Add($Text)
    }
    foreach ($Element in @(Get-ListElement -Setting $Setting -Elements $Change['Add'])) {
        if (-not $Present.Contains([string] (ConvertTo-StoredText -Value $Element))) { [void] $Left.Add($Element) }
    }
    return , $Left.ToArray()
}

function Get-ListElement {
    param([hashtable] $Setting, $Elements)
    foreach ($Element in $Elements) {
        $Stored = New-Dictionary
        foreach ($Name in $Setting['Elements']) { $Stored.Add($Name, [string] $Element.$Name) }
        $Stored
    }
}

# The elements of lists, and realms, are of the server's classes: nothing else binds.
function Assert-Bound {
    param([hashtable] $Noun, [Collections.IDictionary] $Bound)
    foreach ($Setting in $Noun['Active']) {
        $Name = $Setting['Name']
        if (-not $Bound.ContainsKey($Name)) { continue }
        $Value = $Bound[$Name]
        if ($Setting['Type'] -eq 'PSListModifier' -and $null -ne $Value) {
            $Elements = $Value
            if ($Value -is [Collections.IDictionary]) {
                foreach ($Key in $Value.get_Keys()) {
                    if ('Add', 'Remove', 'Replace' -notcontains $Key) { Stop-Binding -Parameter $Name -Type 'PSListModifier' }
                }
                $Elements = foreach ($Changed in $Value.get_Values()) { $Changed }
            }
            foreach ($Element in $Elements) {
                if ($null -eq $Element -or $Element.PSObject.TypeNames -notcontains $Setting['Class']) { Stop-Binding -Parameter $Name -Type 'PSListModifier' }
            }
        }
        if ($Setting['Type'] -eq 'IRealmChoice' -and ($null -eq $Value -or $Value.PSObject.TypeNames[0] -notlike 'LyncSimulator.CsSipProxy*')) {
            Stop-Binding -Parameter $Name -Type 'IRealmChoice'
        }
    }
}

function Get-Default {
    param([hashtable] $Setting)
    if ($Setting['Type'] -ne 'IRealmChoice') { return , $Setting['Default'] }
    $Realm = New-Dictionary
    $Realm.Add('UseDefault', $true)
    return $Realm
}

# A stored collection with the bound values; what is at its default is not stored: so undoing a change restores the file as it was.
function Get-ChangedCollection {
    param([hashtable] $Noun, [Collections.IDictionary] $Bound, $Before)
    $Changed = New-Dictionary -Entries $Before
    foreach ($Setting in $Noun['Active']) {
        $Name = $Setting['Name']
        if (-not $Bound.ContainsKey($Name)) { continue }
        $Value = ConvertTo-Stored -Setting $Setting -Value $Bound[$Name] -Before $Changed[$Name]
        # -ceq would take two texts that differ in invisible letters alone for the same.
        if ([string]::Equals((ConvertTo-StoredText -Value $Value), $Setting['DefaultText'], [StringComparison]::Ordinal)) {
            if ($Changed.Contains($Name)) { $Changed.Remove($Name) }
        }
        else { Set-Placed -Entries $Changed -Key $Name -Value $Value -Order $Noun['Order'] }
    }
    return $Changed
}

# A stored value as a cmdlet answers it; one that a person wrote and its type does not take, as it stands.
function ConvertTo-Answered {
    param([hashtable] $Setting, $Value)
    if ($null -eq $Value) { return $null }
    $Type = @{ UInt32 = [uint32]; UInt64 = [uint64]; Int64 = [long]; TimeSpan = [timespan] }[$Setting['Type']]
    if ($null -ne $Type) {
        $Typed = $Value -as $Type
        if ($null -ne $Typed) { return $Typed }
        return $Value
    }
    if ($Setting['Type'] -eq 'PSListModifier') {
        $Elements = @(foreach ($Element in $Value) { New-Made -Class $Setting['Class'] -Properties $Element })
        return , $Elements
    }
    if ($Setting['Type'] -eq 'IRealmChoice' -and $Value -is [Collections.IDictionary]) {
        if ($Value.Contains('UseDefault')) { return New-Made -Class 'LyncSimulator.CsSipProxyUseDefault' }
        return New-Made -Class 'LyncSimulator.CsSipProxyCustom' -Properties $Value
    }
    return $Value
}

function New-Made {
    param([string] $Class, $Properties)
    $Made = New-Object -TypeName System.Management.Automation.PSObject
    if ($null -ne $Properties) {
        foreach ($Entry in $Properties.GetEnumerator()) {
            Add-Member -InputObject $Made -MemberType NoteProperty -Name $Entry.Key -Value $Entry.Value
        }
    }
    $Made.PSObject.TypeNames.Insert(0, $Class)
    return $Made
}

# The object of a collection. The values of defaults are shared: nobody changes what a cmdlet answered.
function New-Answer {
    param([hashtable] $Noun, [string] $Identity, $Stored)
    $Properties = New-Object -TypeName System.Collections.Specialized.OrderedDictionary
    $Properties.Add('Identity', $Identity)
    foreach ($Setting in $Noun['Active']) {
        $Name = $Setting['Name']
        if ($Stored.Contains($Name)) { $Properties.Add($Name, (ConvertTo-Answered -Setting $Setting -Value $Stored[$Name])) }
        else { $Properties.Add($Name, $Setting['Answered']) }
    }
    return [pscustomobject] $Properties
}

#endregion
#region Collections

function Get-SimulatedCollection {
    param([hashtable] $Noun, [Collections.IDictionary] $Bound, [double] $LagSeconds)
    $Wanted = $null
    if ($Bound.ContainsKey('Identity')) { $Wanted = Resolve-Identity -Noun $Noun -Text $Bound['Identity'] }
    $All = New-Object -TypeName System.Collections.Specialized.OrderedDictionary
    $All.Add('global', @{ Identity = 'Global'; Stored = (New-Dictionary) })
    foreach ($Entry in (Read-Section -Noun $Noun -LagSeconds $LagSeconds).GetEnumerator()) {
        $Identity = Resolve-Identity -Noun $Noun -Text $Entry.Key
        # The stored global collection is the second of its name, and it holds.
        $All[$Identity.ToLowerInvariant()] = @{ Identity = $Identity; Stored = $Entry.Value }
    }
    if ($null -ne $Wanted) {
        $Found = $All[$Wanted.ToLowerInvariant()]
        if ($null -eq $Found) { Stop-NoCollection -Noun $Noun -Identity $Wanted }
        return New-Answer -Noun $Noun -Identity $Found['Identity'] -Stored $Found['Stored']
    }
    if ($Bound.ContainsKey('Filter')) { Assert-Filter -Filter $Bound['Filter'] }
    foreach ($One in $All.get_Values()) {
        if ($Bound.ContainsKey('Filter') -and $One['Identity'] -notlike $Bound['Filter']) { continue }
        New-Answer -Noun $Noun -Identity $One['Identity'] -Stored $One['Stored']
    }
}

# A range whose ends are turned round, and a bracket that nothing closes, are no pattern.
function Assert-Filter {
    param([string] $Filter)
    try {
        [void] ('Global' -like $Filter)
    }
    catch {
        Stop-Simulated -Failure $Unverified['Errors']['badFilter'] -Message $_.Exception.Message -Target $Filter
    }
}

function Add-SimulatedCollection {
    param([hashtable] $Noun, [Collections.IDictionary] $Bound, [Management.Automation.PSCmdlet] $Cmdlet)
    $Identity = Resolve-Identity -Noun $Noun -Text $Bound['Identity']
    $InMemory = $Bound.ContainsKey('InMemory') -and [bool] $Bound['InMemory']
    if ($Identity -ceq 'Global' -and -not $InMemory) {
        $Message = 'A global collection always exists; use Set to change it.'
        Stop-Simulated -Failure $Unverified['Errors']['globalAlwaysExists'] -Message $Message -Target $Identity
    }
    if (-not $Scopes.ContainsKey($Identity.ToLowerInvariant())) {
        Stop-Simulated -Failure $Unverified['Errors']['noScope'] -Message "The deployment has no `"$Identity`"." -Target $Identity
    }
    $Collection = Get-ChangedCollection -Noun $Noun -Bound $Bound -Before (New-Dictionary)
    if (-not $InMemory) {
        if (-not $Cmdlet.ShouldProcess($Identity)) { return }
        Update-Section -Noun $Noun -Work {
            param($Stored)
            if ($null -ne (Find-Key -Section $Stored -Identity $Identity)) {
                $Message = "A collection of `"$Identity`" exists already."
                Stop-Simulated -Failure $Unverified['Errors']['alreadyExists'] -Message $Message -Target $Identity
            }
            Set-Placed -Entries $Stored -Key $Identity -Value $Collection
        }
    }
    return New-Answer -Noun $Noun -Identity $Identity -Stored $Collection
}

function Edit-SimulatedCollection {
    param([hashtable] $Noun, [Collections.IDictionary] $Bound, [Management.Automation.PSCmdlet] $Cmdlet)
    # Without an identity, Set changes the global collection.
    $Identity = 'Global'
    if ($Bound.ContainsKey('Identity')) { $Identity = Resolve-Identity -Noun $Noun -Text $Bound['Identity'] }
    Update-Section -Noun $Noun -Work {
        param($Stored)
        $Key = Find-Key -Section $Stored -Identity $Identity
        if ($null -eq $Key -and $Identity -cne 'Global') { Stop-NoCollection -Noun $Noun -Identity $Identity }
        if (-not $Cmdlet.ShouldProcess($Identity)) { return }
        $Before = New-Dictionary
        if ($null -eq $Key) { $Key = $Identity }
        else { $Before = $Stored[$Key] }
        $Collection = Get-ChangedCollection -Noun $Noun -Bound $Bound -Before $Before
        if ($Identity -ceq 'Global' -and $Collection.Count -eq 0) {
            if ($Stored.Contains($Key)) { $Stored.Remove($Key) }
        }
        else { Set-Placed -Entries $Stored -Key $Key -Value $Collection }
    }
}

function Clear-SimulatedCollection {
    param([hashtable] $Noun, [Collections.IDictionary] $Bound, [Management.Automation.PSCmdlet] $Cmdlet)
    $Identity = Resolve-Identity -Noun $Noun -Text $Bound['Identity']
    Update-Section -Noun $Noun -Work {
        param($Stored)
        $Key = Find-Key -Section $Stored -Identity $Identity
        # At global scope this removes nothing and resets every property, which is to store none.
        if ($null -eq $Key -and $Identity -cne 'Global') { Stop-NoCollection -Noun $Noun -Identity $Identity }
        if (-not $Cmdlet.ShouldProcess($Identity)) { return }
        if ($null -ne $Key) { $Stored.Remove($Key) }
    }
}

function Stop-NoCollection {
    param([hashtable] $Noun, [string] $Identity)
    $Message = "There is no $($Noun['Name']) of `"$Identity`"."
    Stop-Simulated -Failure $Unverified['Errors']['noCollection'] -Message $Message -Target $Identity
}

#endregion
#region What a deployment consists of

function Test-Asked {
    param([Collections.IDictionary] $Bound, [string] $Parameter, [string] $Value)
    if (-not $Bound.ContainsKey($Parameter)) { return $true }
    return Test-SameName -One $Bound[$Parameter] -Other $Value
}

function Stop-NoPool {
    param([string] $Fqdn)
    Stop-Simulated -Failure $Unverified['Errors']['noPool'] -Message "There is no pool `"$Fqdn`"." -Target $Fqdn
}

function Get-SimulatedService {
    param([Collections.IDictionary] $Bound)
    $Role = $null
    foreach ($Name in $ServiceNames) { if ($Bound.ContainsKey($Name) -and [bool] $Bound[$Name]) { $Role = $Name } }
    foreach ($Pool in $Pools) {
        if (-not (Test-Asked -Bound $Bound -Parameter 'PoolFqdn' -Value $Pool['Fqdn'])) { continue }
        foreach ($Service in $Pool['Services']) {
            if ($null -ne $Role -and $Role -cne $Service) { continue }
            if (-not (Test-Asked -Bound $Bound -Parameter 'Identity' -Value "${Service}:$($Pool['Fqdn'])")) { continue }
            New-ServiceAnswer -Pool $Pool -Service $Service
        }
    }
}

function New-ServiceAnswer {
    param([hashtable] $Pool, [string] $Service)
    $Fqdn = $Pool['Fqdn']
    $Properties = New-Dictionary
    $Properties.Add('Identity', "${Service}:$Fqdn")
    $Properties.Add('Role', $Service)
    $Properties.Add('Version', $Pool['ProductVersion'].Substring(0, 1))
    $Properties.Add('PoolFqdn', $Fqdn)
    $Properties.Add('SiteId', $Pool['Site'])
    $Properties.Add('DependentServiceList', [string[]] @())
    if ($Service -eq 'WebServer') {
        # Empty on Standard Edition: the pool's own name serves.
        $InternalFqdn = "internal.$Fqdn"
        if ($Pool['Role'] -eq 'standardEdition') { $InternalFqdn = $null }
        $Properties.Add('InternalFqdn', $InternalFqdn)
        $Properties.Add('ExternalFqdn', "external.$Fqdn")
    }
    if ($Service -eq 'EdgeServer') {
        $Registrar = $null
        if ($null -ne $Pool['NextHop']) { $Registrar = "Registrar:$($Pool['NextHop'])" }
        $Properties.Add('Registrar', $Registrar)
    }
    if ($Pool['Role'] -eq 'survivableBranch') {
        $WebServer = $null
        if ($null -ne $Pool['HomePool']) { $WebServer = "WebServer:$($Pool['HomePool'])" }
        $Properties.Add($Unverified['BranchNamesHomePoolIn'], $WebServer)
    }
    return [pscustomobject] $Properties
}

function Get-SimulatedSite {
    param([Collections.IDictionary] $Bound)
    $Id = 0
    foreach ($Site in $Topology['sites']) {
        $Id += 1
        $Name = $Site['name']
        $ByIdentity = Test-Asked -Bound $Bound -Parameter 'Identity' -Value "Site:$Name"
        if (-not $ByIdentity -and -not (Test-Asked -Bound $Bound -Parameter 'Identity' -Value $Name)) { continue }
        $Fqdns = [string[]] @(foreach ($Pool in $Site['pools']) { $Pool['fqdn'] })
        [pscustomobject] @{ Identity = "Site:$Name"; SiteId = $Id; DisplayName = $Name; Pools = $Fqdns }
    }
}

function Get-SimulatedPool {
    param([Collections.IDictionary] $Bound)
    $Found = @(foreach ($Pool in $Pools) {
        $Fqdn = $Pool['Fqdn']
        if (-not (Test-Asked -Bound $Bound -Parameter 'Identity' -Value $Fqdn)) { continue }
        if (-not (Test-Asked -Bound $Bound -Parameter 'Site' -Value $Pool['Site'])) { continue }
        $Services = [string[]] @(foreach ($Service in $Pool['Services']) { "${Service}:$Fqdn" })
        $Computers = [string[]] @(foreach ($Computer in $Pool['Computers']) { $Computer['Fqdn'] })
        [pscustomobject] @{ Identity = $Fqdn; Fqdn = $Fqdn; Computers = $Computers; Site = $Pool['Site']; Services = $Services }
    })
    if ($Found.Count -eq 0 -and $Bound.ContainsKey('Identity')) { Stop-NoPool -Fqdn $Bound['Identity'] }
    return $Found
}

function Get-SimulatedBackup {
    param([Collections.IDictionary] $Bound)
    $Found = @(foreach ($Pool in $Pools) { if (Test-SameName -One $Pool['Fqdn'] -Other $Bound['PoolFqdn']) { $Pool } })
    if ($Found.Count -eq 0) { Stop-NoPool -Fqdn $Bound['PoolFqdn'] }
    $Own = $Found[0]
    foreach ($Pool in $Pools) {
        # One end of a pair says so, for both.
        $IsBackup = $null -ne $Own['BackupPool'] -and (Test-SameName -One $Own['BackupPool'] -Other $Pool['Fqdn'])
        $IsBackedUp = $null -ne $Pool['BackupPool'] -and (Test-SameName -One $Pool['BackupPool'] -Other $Own['Fqdn'])
        if ($IsBackup -or $IsBackedUp) { [pscustomobject] @{ PoolFqdn = $Own['Fqdn']; BackupPoolFqdn = $Pool['Fqdn'] } }
    }
}

function Get-SimulatedReplication {
    param([Collections.IDictionary] $Bound, [double] $LagSeconds)
    $Created = Get-LastWritten
    $UpToDate = ([DateTime]::UtcNow - $Created).TotalSeconds -ge $LagSeconds
    if (-not $UpToDate) { $Created = $Created.AddSeconds(-1) }
    foreach ($Pool in $Pools) {
        if (-not $RoleFacts[$Pool['Role']]['HasReplica']) { continue }
        foreach ($Computer in $Pool['Computers']) {
            if (-not (Test-Asked -Bound $Bound -Parameter 'ReplicaFqdn' -Value $Computer['Fqdn'])) { continue }
            [pscustomobject] @{
                ReplicaFqdn = $Computer['Fqdn']; UpToDate = $UpToDate; LastStatusReport = [DateTime]::UtcNow
                LastUpdateCreation = $Created; ProductVersion = $Computer['ProductVersion']
            }
        }
    }
}

function Get-SimulatedOAuth {
    $Server = $null
    if ($Topology['modernAuthentication'] -eq $true) { $Server = $Unverified['OAuthServerIdentity'] }
    return [pscustomobject] @{ Identity = 'Global'; ClientAuthorizationOAuthServerIdentity = $Server }
}

#endregion
#region What makes objects

function New-SimulatedObject {
    param([string] $Name, [Collections.IDictionary] $Bound)
    $Properties = New-Dictionary
    foreach ($Parameter in $MakerParameters[$Name]) { $Properties.Add($Parameter, [string] $Bound[$Parameter]) }
    if ($Name -eq 'New-CsWebOrigin' -and $Properties['Url'] -notmatch '^https?:') {
        $Message = "`"$($Properties['Url'])`" begins with neither http: nor https:."
        Stop-Simulated -Failure $Unverified['Errors']['badOrigin'] -Message $Message -Target $Properties['Url']
    }
    if ($Properties.Contains('CAStore')) {
        foreach ($Store in $CAStores) { if (Test-SameName -One $Store -Other $Properties['CAStore']) { $Properties['CAStore'] = $Store } }
    }
    return New-Made -Class ($Name -replace '^New-', 'LyncSimulator.') -Properties $Properties
}

$MakerParameters = @{
    'New-CsWebOrigin'               = @('Url')
    'New-CsWebTrustedCACertificate' = @('Thumbprint', 'CAStore')
    'New-CsSipProxyCustom'          = @('CustomValue')
    # The object has no property of its own: it is told by its type.
    'New-CsSipProxyUseDefault'      = @()
}

#endregion
#region Faults

# The faults that befall a call; those that are limited in number are used up by it.
function Get-Fault {
    param([string] $Name, [Collections.IDictionary] $Bound)
    if (-not [IO.File]::Exists($FaultsFile)) { return }
    Enter-Lock -File "$FaultsFile.lock"
    try {
        $Left = [Collections.ArrayList] @()
        $IsUsed = $false
        # Taken away while this waited for the lock.
        if (-not [IO.File]::Exists($FaultsFile)) { return }
        $Faults = Read-Faults
        foreach ($Fault in $Faults) {
            $IsTaken = Test-Fault -Fault $Fault -Name $Name -Bound $Bound
            if ($IsTaken) { $Fault }
            $Rest = $Fault
            if ($IsTaken -and $Fault.Contains('times')) {
                $IsUsed = $true
                $Rest = New-Dictionary -Entries $Fault
                $Rest['times'] = $Fault['times'] - 1
                if ($Rest['times'] -lt 1) { continue }
            }
            [void] $Left.Add($Rest)
        }
        if ($IsUsed) { Write-SharedText -File $FaultsFile -Text ((ConvertTo-StoredText -Value $Left.ToArray() -Indentation '  ') + "`n") }
    }
    finally {
        Exit-Lock -File "$FaultsFile.lock"
    }
}

function Read-Faults {
    try {
        return , (ConvertFrom-StoredText -Text (Read-SharedText -File $FaultsFile))
    }
    catch {
        $Message = "The faults file $FaultsFile cannot be used: it is no JSON: $($_.Exception.Message)"
        Stop-Simulated -Failure @{ Category = 'InvalidData'; Id = 'FaultsFile' } -Message $Message
    }
}

function Test-Fault {
    param($Fault, [string] $Name, [Collections.IDictionary] $Bound)
    # Those that make objects run within the call that the objects are for: it is the call that a fault befalls, unless it names them.
    if (-not $Fault.Contains('cmdlet')) { if ($MakerParameters.ContainsKey($Name)) { return $false } }
    elseif (-not (Test-SameName -One $Fault['cmdlet'] -Other $Name)) { return $false }
    if ($Fault.Contains('inMemory')) { if ($Fault['inMemory'] -ne $Bound.ContainsKey('InMemory')) { return $false } }
    if (-not $Fault.Contains('identity')) { return $true }
    return $Bound.ContainsKey('Identity') -and (Test-SameName -One $Fault['identity'] -Other $Bound['Identity'])
}

# Answers how the call is to go on.
function Invoke-Fault {
    param([string] $Name, [Collections.IDictionary] $Bound)
    $Way = @{ LagSeconds = 0.0; Forgets = $false; Faults = @(Get-Fault -Name $Name -Bound $Bound) }
    foreach ($Fault in $Way['Faults']) {
        if ($Fault.Contains('lagSeconds')) { $Way['LagSeconds'] = [Math]::Max([double] $Way['LagSeconds'], [double] $Fault['lagSeconds']) }
        if ($Fault.Contains('latencyMilliseconds')) { [Threading.Thread]::Sleep([int] $Fault['latencyMilliseconds']) }
        Invoke-Breakdown -Fault $Fault -When 'before'
        if ($Fault.Contains('fail') -and $Fault['fail']['when'] -cne 'after') { Stop-ByFault -Fail $Fault['fail'] }
        if ($Fault['forget'] -is [bool] -and $Fault['forget']) {
            $Way['Forgets'] = $true
            break
        }
        # Of a list of parameters those alone are not stored.
        if ($Fault['forget'] -is [Collections.IList]) { foreach ($Forgotten in $Fault['forget']) { [void] $Bound.Remove($Forgotten) } }
    }
    return $Way
}

function Stop-ByFault {
    param([Collections.IDictionary] $Fail)
    $Message = 'This fault was set.'
    if ($Fail.Contains('message')) { $Message = $Fail['message'] }
    Stop-Simulated -Failure @{ Category = $Fail['category']; Id = $Fail['id'] } -Message $Message
}

# The process ends, or never answers: before the cmdlet has done its work, or after.
function Invoke-Breakdown {
    param([Collections.IDictionary] $Fault, [string] $When)
    if ($Fault['exit'] -ceq $When) { [Environment]::Exit(1) }
    while ($Fault['hang'] -ceq $When) { Start-Sleep -Seconds 60 }
}

#endregion
#region The cmdlets

# What every cmdlet does with its bound parameters.
function Invoke-Simulated {
    param([Management.Automation.PSCmdlet] $Cmdlet, [Collections.IDictionary] $Bound, [string] $Noun)
    $Name = $Cmdlet.MyInvocation.MyCommand.Name
    $Way = Invoke-Fault -Name $Name -Bound $Bound
    if ($Way['Forgets']) { return }
    $Objects = @(Invoke-Work -Name $Name -Cmdlet $Cmdlet -Bound $Bound -Noun $Noun -LagSeconds $Way['LagSeconds'])
    foreach ($Fault in $Way['Faults']) {
        Invoke-Breakdown -Fault $Fault -When 'after'
        if ($Fault.Contains('fail')) { Stop-ByFault -Fail $Fault['fail'] }
    }
    return $Objects
}

function Invoke-Work {
    param([string] $Name, [Management.Automation.PSCmdlet] $Cmdlet, [Collections.IDictionary] $Bound, [string] $Noun, [double] $LagSeconds)
    if ($MakerParameters.ContainsKey($Name)) { return New-SimulatedObject -Name $Name -Bound $Bound }
    switch ($Name) {
        'Get-CsService' { return Get-SimulatedService -Bound $Bound }
        'Get-CsSite' { return Get-SimulatedSite -Bound $Bound }
        'Get-CsPool' { return Get-SimulatedPool -Bound $Bound }
        'Get-CsPoolBackupRelationship' { return Get-SimulatedBackup -Bound $Bound }
        'Get-CsManagementStoreReplicationStatus' { return Get-SimulatedReplication -Bound $Bound -LagSeconds $LagSeconds }
        'Get-CsOAuthConfiguration' { return Get-SimulatedOAuth }
    }
    $Of = $NounsByName[$Noun]
    Assert-Bound -Noun $Of -Bound $Bound
    switch ($Name.Split('-')[0]) {
        'Get' { return Get-SimulatedCollection -Noun $Of -Bound $Bound -LagSeconds $LagSeconds }
        'New' { return Add-SimulatedCollection -Noun $Of -Bound $Bound -Cmdlet $Cmdlet }
        'Set' { return Edit-SimulatedCollection -Noun $Of -Bound $Bound -Cmdlet $Cmdlet }
        'Remove' { return Clear-SimulatedCollection -Noun $Of -Bound $Bound -Cmdlet $Cmdlet }
    }
}

function Get-CmdletText {
    param([string] $Name, [string] $Binding = '', [string[]] $Parameters, [string] $Noun = '')
    return @"
function $Name {
    [CmdletBinding($($Binding)PositionalBinding = `$false)]
    param(
        $($Parameters -join ",`n        ")
    )
    try { Invoke-Simulated -Cmdlet `$PSCmdlet -Bound `$PSBoundParameters -Noun '$Noun' }
    catch { `$PSCmdlet.ThrowTerminatingError((ConvertTo-SimulatedError -Record `$_)) }
}
"@
}

function Get-ParameterText {
    param([hashtable] $Setting, [string] $Verb)
    $Type = '[' + $Setting['Type'].ToLowerInvariant() + ']'
    switch ($Setting['Type']) {
        'Boolean' { $Type = '[bool]' }
        'Int64' { $Type = '[long]' }
        'Enum' { $Type = "[ValidateSet('" + ($Setting['Values'] -join "', '") + "')] [string]" }
        'IRealmChoice' { $Type = '[object]' }
        # New takes the objects themselves, and Set what is to be done with them.
        'PSListModifier' { $Type = @{ New = '[object[]]'; Set = '[hashtable]' }[$Verb] }
    }
    if ($Setting.ContainsKey('Min')) { $Type = "[ValidateRange($($Setting['Min']), $($Setting['Max']))] $Type" }
    return "$Type `$$($Setting['Name'])"
}

# The server, not the binder, decides what an empty identity is.
$MandatoryIdentity = '[Parameter(Mandatory = $true)] [AllowEmptyString()] [string] $Identity'
$Asks = 'SupportsShouldProcess = $true, '
$Texts = [Collections.ArrayList] @()
$NounsByName = @{}
foreach ($Noun in $Nouns) {
    $Name = $Noun['Name']
    $NounsByName[$Name] = $Noun
    $Noun['Order'] = [string[]] @(foreach ($Setting in $Noun['Settings']) { $Setting['Name'] })
    # A setting that came after this server's version is a parameter that its cmdlets do not have.
    $Noun['Active'] = @(foreach ($Setting in $Noun['Settings']) { if ($Setting['Since'] -le $ServerYear) { $Setting } })
    $Taken = @{ New = @(); Set = @() }
    foreach ($Setting in $Noun['Active']) {
        if ($Setting.ContainsKey('Maker')) { $Setting['Class'] = $Setting['Maker'] -replace '^New-', 'LyncSimulator.' }
        $Default = Get-Default -Setting $Setting
        $Setting['DefaultText'] = ConvertTo-StoredText -Value $Default
        $Setting['Answered'] = ConvertTo-Answered -Setting $Setting -Value $Default
        foreach ($Verb in $Setting['Verbs']) { $Taken[$Verb] += Get-ParameterText -Setting $Setting -Verb $Verb }
    }
    $Ways = @('[Parameter(ParameterSetName = ''Identity'')] [string] $Identity', '[Parameter(ParameterSetName = ''Filter'')] [string] $Filter')
    $Binding = 'DefaultParameterSetName = ''Identity'', '
    [void] $Texts.Add((Get-CmdletText -Name "Get-$Name" -Noun $Name -Binding $Binding -Parameters ($Ways + '[switch] $LocalStore')))
    $Parameters = @($MandatoryIdentity, '[switch] $InMemory', '[switch] $Force') + $Taken['New']
    [void] $Texts.Add((Get-CmdletText -Name "New-$Name" -Noun $Name -Binding $Asks -Parameters $Parameters))
    $Parameters = @('[string] $Identity', '[switch] $Force') + $Taken['Set']
    [void] $Texts.Add((Get-CmdletText -Name "Set-$Name" -Noun $Name -Binding $Asks -Parameters $Parameters))
    [void] $Texts.Add((Get-CmdletText -Name "Remove-$Name" -Noun $Name -Binding $Asks -Parameters $MandatoryIdentity, '[switch] $Force'))
}

# One role a call: each switch is a parameter set of its own.
$Roles = @(foreach ($Service in $ServiceNames) { "[Parameter(ParameterSetName = '$Service')] [switch] `$$Service" })
$Parameters = @('[string] $Identity', '[string] $PoolFqdn') + $Roles
[void] $Texts.Add((Get-CmdletText -Name 'Get-CsService' -Binding 'DefaultParameterSetName = ''All'', ' -Parameters $Parameters))
[void] $Texts.Add((Get-CmdletText -Name 'Get-CsSite' -Parameters '[string] $Identity'))
[void] $Texts.Add((Get-CmdletText -Name 'Get-CsPool' -Parameters '[string] $Identity', '[string] $Site'))
[void] $Texts.Add((Get-CmdletText -Name 'Get-CsPoolBackupRelationship' -Parameters '[Parameter(Mandatory = $true)] [string] $PoolFqdn'))
[void] $Texts.Add((Get-CmdletText -Name 'Get-CsManagementStoreReplicationStatus' -Parameters '[string] $ReplicaFqdn'))
[void] $Texts.Add((Get-CmdletText -Name 'Get-CsOAuthConfiguration' -Parameters '[string] $Identity'))
foreach ($Name in $MakerParameters.Keys) {
    $Parameters = @(foreach ($Parameter in $MakerParameters[$Name]) {
        $Set = ''
        if ($Parameter -eq 'CAStore') { $Set = "[ValidateSet('" + ($CAStores -join "', '") + "')] " }
        "[Parameter(Mandatory = `$true)] ${Set}[string] `$$Parameter"
    })
    [void] $Texts.Add((Get-CmdletText -Name $Name -Parameters $Parameters))
}

# Made here, in the module's own scope: within a function they would be that function's alone.
foreach ($Text in $Texts) { . ([ScriptBlock]::Create($Text)) }

# Whoever imports this module is told which module of which server it stands for.
$ExecutionContext.SessionState.Module.PrivateData = @{
    StandsForModule = $Unverified['Modules'][$ServerVersion]; StandsForVersion = $ProductVersion
}
Export-ModuleMember -Function '*-Cs*'

#endregion
