/** How the cmdlets get on a machine. */
export const howToInstall =
  "Install the administrative tools of Lync Server or Skype for Business Server on this machine (Setup.exe of the server's installation media, " +
  'then "Install Administrative Tools" in the Deployment Wizard), or name their module in lync:module.';

/** How the module's scripts may run. */
export const howToAllowScripts =
  "Run Get-ExecutionPolicy -List in this PowerShell to see who set the policy that is in effect, and have it set to RemoteSigned " +
  "(Set-ExecutionPolicy RemoteSigned, the Group Policy, or the environment variable PSExecutionPolicyPreference).";

/** How an account gets the cmdlets at a remote endpoint. */
export const howToGetRole = "Ask for the role CsServerAdministrator or CsAdministrator for this account.";

/** How an account of this machine may change a deployment. */
export const howToBecomeAdmin =
  "Have the account added to the group RTCUniversalServerAdmins, and sign in to Windows again, because a token keeps the groups that it was made with.";
