import type { PackedFile } from './archive.ts';
import type { Names } from './package-spec.ts';

/** What starts a custom client on Windows, and installs it for the whole machine where it may be. */
export function windowsFiles(names: Names, version: string, allowInstallation: boolean): PackedFile[] {
  const start = { path: 'start.cmd', content: dos(START) };
  if (!allowInstallation) return [start];
  return [
    start,
    { path: 'install.cmd', content: dos(script('install.ps1')) },
    { path: 'install.ps1', content: dos(`${BOM}${installScript(names, version)}`) },
    { path: 'uninstall.cmd', content: dos(script('uninstall.ps1')) },
    { path: 'uninstall.ps1', content: dos(`${BOM}${uninstallScript(names)}`) },
  ];
}

/** By which Windows PowerShell knows that a script is UTF-8. */
const BOM = '\ufeff';

const dos = (text: string): string => text.replaceAll('\n', '\r\n');

// Plain letters only: what cmd makes of others hangs on the machine.
const START = `@echo off
rem Starts the client as you, until Ctrl+C or the window is closed.
where node >nul 2>nul
if errorlevel 1 (
  echo Node.js 20 or later is needed: https://nodejs.org
  pause
  exit /b 1
)
node "%~dp0mydesk-agent.mjs" run %*
`;

const script = (name: string): string => `@echo off
powershell.exe -NoProfile -ExecutionPolicy Bypass -File "%~dp0${name}" %*
exit /b %errorlevel%
`;

const installScript = (
  { program, folder }: Names,
  version: string,
): string => `# Installs ${program} for everybody on this machine. Run it as an administrator; -Quiet asks and shows nothing.
param([switch]$Quiet)
$ErrorActionPreference = 'Stop'
$name = '${program}'
$folder = '${folder}'
$identity = [Security.Principal.WindowsIdentity]::GetCurrent()
if (-not ([Security.Principal.WindowsPrincipal]$identity).IsInRole([Security.Principal.WindowsBuiltInRole]::Administrator)) {
  throw 'Run this as an administrator.'
}
$node = (Get-Command node.exe -ErrorAction SilentlyContinue).Source
if (-not $node) { throw 'Node.js 20 or later is needed: https://nodejs.org' }

$target = Join-Path $env:ProgramFiles $folder
$data = Join-Path $env:ProgramData $folder
New-Item -ItemType Directory -Force -Path $target, $data | Out-Null
foreach ($file in 'mydesk-agent.mjs', 'mydesk-config.jws', 'mydesk-trust.json', 'THIRD-PARTY.txt', 'logo.png', 'uninstall.ps1') {
  $source = Join-Path $PSScriptRoot $file
  if (Test-Path -LiteralPath $source) { Copy-Item -LiteralPath $source -Destination $target -Force }
}
# Who this device is, is for the service and administrators alone.
icacls.exe $data /inheritance:r /grant:r '*S-1-5-19:(OI)(CI)M' '*S-1-5-32-544:(OI)(CI)F' '*S-1-5-18:(OI)(CI)F' | Out-Null

$arguments = '"{0}" run --identity "{1}"' -f (Join-Path $target 'mydesk-agent.mjs'), (Join-Path $data 'identity.json')
$action = New-ScheduledTaskAction -Execute $node -Argument $arguments -WorkingDirectory $target
$trigger = New-ScheduledTaskTrigger -AtStartup
$principal = New-ScheduledTaskPrincipal -UserId 'S-1-5-19' -LogonType ServiceAccount
$settings = New-ScheduledTaskSettingsSet -AllowStartIfOnBatteries -DontStopIfGoingOnBatteries -ExecutionTimeLimit ([TimeSpan]::Zero) -RestartCount 99 -RestartInterval (New-TimeSpan -Minutes 1)
Register-ScheduledTask -TaskName $folder -Action $action -Trigger $trigger -Principal $principal -Settings $settings -Force | Out-Null
Start-ScheduledTask -TaskName $folder

# In the Start menu, and among the programs that can be removed.
$shortcut = (New-Object -ComObject WScript.Shell).CreateShortcut((Join-Path $env:ProgramData "Microsoft\\Windows\\Start Menu\\Programs\\$name.lnk"))
$shortcut.TargetPath = $node
$shortcut.Arguments = '"{0}" config' -f (Join-Path $target 'mydesk-agent.mjs')
$shortcut.Save()
$key = "HKLM:\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\$folder"
New-Item -Path $key -Force | Out-Null
Set-ItemProperty -Path $key -Name DisplayName -Value $name
Set-ItemProperty -Path $key -Name DisplayVersion -Value '${version}'
Set-ItemProperty -Path $key -Name Publisher -Value 'MyDesk Portal'
Set-ItemProperty -Path $key -Name InstallLocation -Value $target
Set-ItemProperty -Path $key -Name UninstallString -Value ('powershell.exe -NoProfile -ExecutionPolicy Bypass -File "{0}"' -f (Join-Path $target 'uninstall.ps1'))
if (-not $Quiet) { Write-Host "$name is installed and runs." }
`;

const uninstallScript = ({
  program,
  folder,
}: Names): string => `# Removes ${program} from this machine, and with it who this device is. Run it as an administrator.
param([switch]$Quiet)
$ErrorActionPreference = 'Stop'
$name = '${program}'
$folder = '${folder}'
Stop-ScheduledTask -TaskName $folder -ErrorAction SilentlyContinue
Unregister-ScheduledTask -TaskName $folder -Confirm:$false -ErrorAction SilentlyContinue
Remove-Item -Force -ErrorAction SilentlyContinue (Join-Path $env:ProgramData "Microsoft\\Windows\\Start Menu\\Programs\\$name.lnk")
Remove-Item -Recurse -Force -ErrorAction SilentlyContinue "HKLM:\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\$folder"
Remove-Item -Recurse -Force -ErrorAction SilentlyContinue (Join-Path $env:ProgramFiles $folder), (Join-Path $env:ProgramData $folder)
if (-not $Quiet) { Write-Host "$name is removed. Remove the client in the portal too, so that its seat is free." }
`;
