@node "%~dp0languageHost.mjs" %*
