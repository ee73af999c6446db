@node "%~dp0pulumi-resource-indiecloud" %*
