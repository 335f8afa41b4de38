/** How to install the cmdlets on a machine. */
export const howToInstall =
  "Install the administrative tools of Lync Server or Skype for Business Server on this machine (Setup.exe of the server's installation media, " +
  'then "Install Administrative Tools" in the Deployment Wizard), or name their module in lync:module.';

/** How to let the module's scripts run. */
export const howToAllowScripts =
  "Run Get-ExecutionPolicy -List in this PowerShell to see where the effective policy is set, and set it to RemoteSigned there " +
  "(Set-ExecutionPolicy RemoteSigned, the Group Policy, or the environment variable PSExecutionPolicyPreference).";

/** How an account gets access to the cmdlets at a remote endpoint. */
export const howToGetRole = "Ask for the role CsServerAdministrator or CsAdministrator for this account.";

/** How an account of this machine gets the right to change a deployment. */
export const howToBecomeAdmin =
  "Have the account added to the group RTCUniversalServerAdmins, and sign in to Windows again, because a token keeps the groups that it was made with.";
