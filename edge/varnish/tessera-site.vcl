# What differs from site to site: put your own values here. tessera.vcl includes this file from Varnish's
# vcl_path (/etc/varnish). Changing it needs `varnishreload`, no restart.

# Where the pages come from.
backend tessera_page {
  .host = "127.0.0.1";
  .port = "4100";
  .connect_timeout = 1s;
  .first_byte_timeout = 10s;
  .between_bytes_timeout = 10s;
}

# The fragment server. An include holds up the page behind it, so it is given less time.
backend tessera_fragments {
  .host = "127.0.0.1";
  .port = "4000";
  .connect_timeout = 500ms;
  .first_byte_timeout = 3s;
  .between_bytes_timeout = 3s;
  # With a probe, Varnish stops asking a server that is down instead of finding out with each request:
  # .probe = { .url = "/healthz"; .interval = 5s; .timeout = 1s; .window = 3; .threshold = 2; }
}

# How it is purged: with vmod xkey, or, where that is missing, with bans ("tessera-purge-ban.vcl").
include "tessera-purge-xkey.vcl";

# Who may purge, besides knowing TESSERA_PURGE_TOKEN (an environment variable of varnishd).
acl tessera_purgers {
  "127.0.0.1";
  "::1";
}

# Proxies in front of Varnish (for TLS, say) whose X-Forwarded-For and X-Forwarded-Proto may be believed.
acl tessera_proxies {
}

# Where the visitor is, if a proxy in front knows and says so; only such a proxy is believed. Decides for visitors
# without a cookie.
sub tessera_where {
  # set req.http.Tessera-Country = req.http.CF-IPCountry;
}

# Pages that are about one visitor (an account, a server-side cart): they get the shop's own cookies and
# are never cached. All other pages come without any cookie.
sub tessera_private_pages {
  # if (req.url ~ "^/(account|login)(/|\?|$)") { set req.http.Tessera-Private = "1"; }
}
