# Purging by tag with bans, for a Varnish without vmod xkey: what is banned is not used any more, and its memory comes
# back when it is looked up or when Varnish finds time. How many objects it hits is not known. Each ban is compared with
# every older object once, so very many of them cost time; xkey does not have that cost.

# `xkey-purge` is known to be a list of tags here: letters, digits, and . : _ - only.
sub tessera_purge_tags {
  set req.http.Tessera-Ban = regsuball(regsuball(req.http.xkey-purge, "\.", "[.]"), "[ ,]+", "|");
  # Written without spaces, which end an argument here.
  if (!std.ban("obj.http.xkey ~ (^|[^A-Za-z0-9_.:-])(" + req.http.Tessera-Ban + ")([^A-Za-z0-9_.:-]|$)")) {
    std.log("tessera: " + std.ban_error());
    return (synth(500, "Internal Server Error"));
  }
  unset req.http.Tessera-Ban;
}
