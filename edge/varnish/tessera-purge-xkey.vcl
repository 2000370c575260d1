# Purging by tag with vmod xkey: objects go at once, and are counted.
import xkey;

# `xkey-purge` is known to be a list of tags here.
sub tessera_purge_tags {
  set req.http.Tessera-Purged = xkey.purge(req.http.xkey-purge);
}
