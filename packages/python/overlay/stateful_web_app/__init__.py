"""The command line of cdk8s-stateful-web-app, from the package that the wheel brings. It needs Node."""
