/**
 * Programs that never do a run, whatever the configuration matches: people look at a run's files and machines
 * with them, and their command lines are full of run names. By base name.
 */
export const bystanders: ReadonlySet<string> = new Set([
  ...["less", "more", "most", "pg", "zless", "zmore", "bat", "batcat", "lnav", "man"],
  ...["vi", "vim", "vimdiff", "nvim", "view", "nano", "pico", "emacs", "emacsclient", "ed", "ex", "joe", "micro"],
  ...["helix", "hx", "kak", "mcedit", "mcview", "gedit", "kate", "code", "subl", "sensible-editor"],
  ...["tail", "multitail", "grep", "egrep", "fgrep", "zgrep", "pgrep", "rg", "ag", "ack"],
  ...["ssh", "sshd", "scp", "sftp", "sshpass", "autossh", "mosh", "mosh-client", "mosh-server", "rsync"],
  ...["tmux", "tmux:", "screen", "byobu", "zellij"],
  ...["tar", "bsdtar", "gtar", "zip", "unzip", "gzip", "gunzip", "pigz", "xz", "zstd", "bzip2", "7z"],
  ...["chrome", "google-chrome", "google-chrome-stable", "google-chrome-beta", "chromium", "chromium-browser"],
  ...["chrome_crashpad_handler", "firefox", "firefox-bin", "firefox-esr", "msedge", "microsoft-edge", "opera"],
  ...["microsoft-edge-stable", "brave", "brave-browser", "epiphany", "lynx", "links", "w3m", "xdg-open"],
  ...["xvfb", "dbus-daemon", "dbus-launch", "ssh-agent", "gpg-agent"],
  ...["http.server", "http-server", "json.tool"],
  "atvm-run-watcher",
]);
