@echo off
rem kubectl rollouts on Windows: finds a Java runtime and starts the plugin. What the variables mean stands in kubectl-rollouts.
setlocal
set "here=%~dp0"
set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java"
if exist "%here%runtime\bin\java.exe" set "java=%here%runtime\bin\java"
if not defined ROLLOUTS_HOME set "ROLLOUTS_HOME=%here%."
set "jar="
for %%j in ("%ROLLOUTS_HOME%\kubectl-rollouts-*.jar") do set "jar=%%~fj"
if not defined jar echo Error: no kubectl-rollouts-VERSION.jar beside %~f0: set ROLLOUTS_HOME>&2& exit /b 1
"%java%" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData -XX:+UseCompactObjectHeaders -Xmx256m -Xlog:disable -Xlog:all=off %ROLLOUTS_JAVA_OPTS% -cp "%jar%" io.rolloutoperator.kubectl.Main %*
exit /b %ERRORLEVEL%
