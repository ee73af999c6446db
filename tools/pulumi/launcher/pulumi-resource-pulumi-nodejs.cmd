@echo off
rem As pulumi-resource-pulumi-nodejs, for Windows.
setlocal
set "server="
for /f "usebackq delims=" %%p in (`node -p "require.resolve('@pulumi/pulumi/cmd/dynamic-provider')"`) do set "server=%%p"
if not defined server exit /b 1
node "%server%" %*
