# What differs from site to site: put your own values here. tessera.vcl includes this file by its name in the
# service, tessera-site. The two backends are the service's own (README.md), so that they can have shields.

# Slots whose delivery is "personal". Those not named here work too, with one more (kept) answer in between.
table tessera_personal_slots {
  # "cart_teaser": "1",
}

# Pages that are about one visitor (an account, a server-side cart): they get the shop's own cookies and
# are never cached. All other pages come without any cookie.
sub tessera_private_pages {
  # if (req.url ~ "^/(account|login)(/|\?|$)") { set req.http.Tessera-Private = "1"; }
}
