"""The intranet's central service (中心服务): the office's rules of sync behind HTTPS; no desk needs anything of it."""
