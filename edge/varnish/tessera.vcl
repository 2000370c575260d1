vcl 4.1;

# Tessera on Varnish 7.1 or later, with vmods header and xkey from varnish-modules.
#
# Pages stay cached for everybody; each <esi:include src="/tessera/slots/SLOT"/> becomes the address of the
# variant that the visitor's decision cookie names, and that fragment is cached for everybody too.
# How to install it and how to see that it works: README.md beside this file.

import cookie;
import header;
import std;

include "tessera-site.vcl";
include "tessera-cold-start.vcl";

# ---------------------------------------------------------------------------------------------- requests

sub vcl_recv {
  if (req.method == "PURGE") {
    call tessera_purge;
  }
  # An include starts from the visitor's original headers, so this is needed at every level; a restart
  # starts from what we made of them.
  if (req.restarts == 0) {
    call tessera_distrust;
  }
  if (req.method !~ "^(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)$") {
    return (synth(405, "Method Not Allowed"));
  }
  # Operators' addresses are never passed through, however they are written.
  if (req.url ~ "(?i)^/+(admin|metrics|healthz|readyz)([/?]|$)" ||
      req.url ~ "^/+[^/?]*%[4-7]" || req.url ~ "^[^?]*/\.\.?([/?]|$)") {
    return (synth(404, "Not Found"));
  }
  if (req.http.Tessera-Phase == "personal") {
    call tessera_ask_for_visitor;
  }
  if (req.url ~ "^/(tessera|collect)/" || req.url ~ "^/api/personalize(\?|$)") {
    call tessera_recv_fragments;
  }
  call tessera_recv_page;
}

# PURGE / with `xkey-purge: tag1 tag2` and `Authorization: Bearer TOKEN`.
sub tessera_purge {
  if (client.ip !~ tessera_purgers || req.esi_level > 0) {
    return (synth(403, "Forbidden"));
  }
  if (!req.http.Authorization) {
    return (synth(401, "Unauthorized"));
  }
  if (std.getenv("TESSERA_PURGE_TOKEN") == "" ||
      req.http.Authorization != "Bearer " + std.getenv("TESSERA_PURGE_TOKEN")) {
    return (synth(403, "Forbidden"));
  }
  if (req.http.xkey-purge !~ "^[A-Za-z0-9_.:-]+([ ,]+[A-Za-z0-9_.:-]+)*$") {
    return (synth(400, "Bad Request"));
  }
  call tessera_purge_tags;
  return (synth(200, "Purged"));
}

# Takes away what a visitor could use to pretend to be a proxy, another visitor or part of Tessera.
sub tessera_distrust {
  header.regsub(req, "(?i)^(tessera-[^:]*|x-tessera-[^:]*|xkey[^:]*|surrogate-[^:]*|cdn-[^:]*):.*$", "Tessera-Dropped: 1");
  unset req.http.Tessera-Dropped;
  if (client.ip ~ tessera_proxies) {
    # Varnish has added the proxy's own address at the end; before it stands what the proxy added.
    set req.http.Tessera-Address = regsub(req.http.X-Forwarded-For, "^(?:.*,)?\s*([^,\s]+)\s*,[^,]*$", "\1");
    set req.http.Tessera-Scheme = req.http.X-Forwarded-Proto;
    call tessera_where;
  } else {
    set req.http.Tessera-Address = client.ip;
  }
  if (req.http.Tessera-Scheme != "https") {
    set req.http.Tessera-Scheme = "http";
  }
  header.regsub(req, "(?i)^(x-forwarded-[^:]*|forwarded|x-real-ip|x-client-ip|true-client-ip|cf-connecting-ip|x-original-[^:]*|x-rewrite-url|x-http-method[^:]*):.*$", "Tessera-Dropped: 1");
  unset req.http.Tessera-Dropped;
  set req.http.Surrogate-Capability = {"tessera="ESI/1.0""};
  if (req.esi_level > 0) {
    unset req.http.Range;
    unset req.http.If-None-Match;
    unset req.http.If-Modified-Since;
  }
}

# Addresses that the fragment server answers.
sub tessera_recv_fragments {
  set req.backend_hint = tessera_fragments;
  if (req.method == "GET" || req.method == "HEAD") {
    # The fragment for whoever asks: their decision cookie names the variant. What can't be a variant's key
    # is none: it would only fill the cache.
    if (req.url ~ "^/tessera/slots/[a-z][a-z0-9_]{0,39}(\?|$)") {
      set req.http.Tessera-Slot = regsub(req.url, "^/tessera/slots/([a-z0-9_]+).*$", "\1");
      cookie.parse(req.http.Cookie);
      set req.http.Tessera-Variant = cookie.get("tsr_" + req.http.Tessera-Slot);
      if (req.http.Tessera-Variant !~ "^[A-Za-z0-9_-]{12}$") {
        set req.http.Tessera-Variant = "default";
        call tessera_tell;
      }
      # Kept for slots that turn out to be personal.
      cookie.keep_re("^(tessera_id|tsr_[a-z][a-z0-9_]{0,39})$");
      set req.http.Tessera-Cookie = regsub(cookie.get_string(), ";\s*$", "");
      set req.url = "/tessera/fragments/" + req.http.Tessera-Slot + "/" + req.http.Tessera-Variant +
        regsub(req.url, "^[^?]*", "");
    } else if (req.url ~ "^/tessera/fragments/[a-z][a-z0-9_]{0,39}/[^/?]+(\?|$)") {
      if (req.url !~ "^/tessera/fragments/[^/]+/[A-Za-z0-9_-]{12}(\?|$)") {
        set req.url = regsub(req.url, "^(/tessera/fragments/[^/]+)/[^?]+", "\1/default");
      }
    } else if (req.url ~ "^/tessera/(slots|fragments)/") {
      return (synth(404, "Not Found"));
    } else if (req.url ~ "^/tessera/[A-Za-z0-9_./-]+\.(js|css|map)(\?|$)") {
      set req.url = regsub(req.url, "\?.*$", "");
    }
    if (req.url ~ "^/tessera/(fragments/[^/]+/|[^?]+\.(js|css|map)$)") {
      call tessera_sort_query;
      if (req.http.Tessera-Context) {
        set req.url = regsub(req.url + req.http.Tessera-Context, "^([^?&]*)&", "\1?");
      }
      call tessera_share;
      return (hash);
    }
  }
  # Everything else is about one visitor: beacons, segments, consent. Only Tessera's cookies go along.
  if (req.esi_level > 0) {
    return (synth(404, "Not Found"));
  }
  cookie.parse(req.http.Cookie);
  cookie.keep_re("^(tessera_id|tsr_[a-z][a-z0-9_]{0,39})$");
  set req.http.Cookie = regsub(cookie.get_string(), ";\s*$", "");
  call tessera_introduce;
  return (pass);
}

# A fragment's query: only what it may depend on, in one order, at most nine pairs (eight parameters and the
# locale). So nothing that is added to an address makes another object.
sub tessera_sort_query {
  if (req.url ~ "\?") {
    set req.http.Tessera-Query = "&" + regsub(req.url, "^[^?]*\?", "");
    set req.http.Tessera-Query =
      regsuball(req.http.Tessera-Query, "&(?![a-z][a-z0-9_]{0,39}=[A-Za-z0-9_-]{1,40}(&|$))[^&]*", "");
    set req.url = std.querysort(regsub(req.url, "\?.*$", "") + regsub(req.http.Tessera-Query, "^&", "?"));
    set req.url = regsuball(req.url, "([?&])([a-z][a-z0-9_]*)=([^&]*)(&\2=[^&]*)+", "\1\2=\3");
    set req.url = regsub(req.url, "^([^&]*(&[^&]*){8})&.*$", "\1");
    unset req.http.Tessera-Query;
  }
}

# Of the visitor, a shared object gets to know nothing but these headers.
sub tessera_share {
  header.regsub(req, "(?i)^(?!(host|accept|accept-language|accept-encoding|range|if-range|if-none-match|if-modified-since|surrogate-capability|tessera-[^:]*):).*$", "Tessera-Dropped: 1");
  unset req.http.Tessera-Dropped;
}

# What the answer's author is told of the visitor where the answer is for nobody else.
sub tessera_introduce {
  set req.http.X-Forwarded-For = req.http.Tessera-Address;
  set req.http.X-Forwarded-Proto = req.http.Tessera-Scheme;
  set req.http.X-Forwarded-Host = req.http.Host;
}

# The second ask for a slot whose server said that it is personal.
sub tessera_ask_for_visitor {
  set req.backend_hint = tessera_fragments;
  set req.url = regsub(req.url, "^/tessera/fragments/([^/]+)/[^?]+", "/tessera/slots/\1");
  set req.http.Cookie = req.http.Tessera-Cookie;
  # Of who has an id the server knows more than their request tells.
  if (req.http.Tessera-Tells != "" && req.http.Cookie !~ "tessera_id=") {
    set req.url = regsub(req.url + req.http.Tessera-Tells, "^([^?&]*)&", "\1?");
  }
  return (pass);
}

sub tessera_recv_page {
  set req.backend_hint = tessera_page;
  call tessera_private_pages;
  if (req.http.Tessera-Private) {
    cookie.parse(req.http.Cookie);
    cookie.filter_re("^(tessera_id|tsr_[a-z][a-z0-9_]{0,39})$");
    set req.http.Cookie = regsub(cookie.get_string(), ";\s*$", "");
    # The page may be one to be stitched: that it has not changed says nothing of its fragments.
    unset req.http.If-None-Match;
    unset req.http.If-Modified-Since;
    call tessera_introduce;
    return (pass);
  }
  unset req.http.Cookie;
  unset req.http.Authorization;
  if (req.method != "GET" && req.method != "HEAD") {
    call tessera_introduce;
    return (pass);
  }
  call tessera_share;
  return (hash);
}

# Fragments are the same under every host name.
sub vcl_hash {
  hash_data(req.url);
  if (req.url !~ "^/tessera/") {
    hash_data(req.http.Host);
  }
  return (lookup);
}

# A stored object, possibly stale. Within its stale-while-revalidate it is served while Varnish refreshes it
# behind; after that it is only a replacement for when the origin fails.
sub vcl_hit {
  set req.http.Tessera-State = "HIT";
  if (obj.ttl < 0s) {
    set req.http.Tessera-State = "STALE";
    if (req.http.Tessera-Phase !~ "^(refresh|stale)$" && obj.ttl + std.duration(obj.http.Tessera-While + "s", 0s) < 0s &&
        std.healthy(req.backend_hint)) {
      # Without grace the lookup finds it expired and asks the origin, with its ETag.
      set req.http.Tessera-Phase = "refresh";
      set req.grace = 0s;
      return (restart);
    }
  }
}

sub vcl_miss {
  set req.http.Tessera-State = "MISS";
}

sub vcl_pass {
  set req.http.Tessera-State = "PASS";
}

# --------------------------------------------------------------------------------------------- responses

sub vcl_backend_fetch {
  unset bereq.http.Tessera-Address;
  unset bereq.http.Tessera-Scheme;
  unset bereq.http.Tessera-Slot;
  unset bereq.http.Tessera-Variant;
  unset bereq.http.Tessera-Cookie;
  unset bereq.http.Tessera-State;
  unset bereq.http.Tessera-Private;
  unset bereq.http.Tessera-Tells;
  unset bereq.http.Tessera-Context;
  unset bereq.http.Tessera-Country;
  unset bereq.http.Tessera-Region;
  unset bereq.http.X-Varnish;
  # Tessera-Phase is still needed when the answer comes. It says nothing of the visitor.
}

sub vcl_backend_response {
  # An older object is better than an error.
  if (beresp.status >= 500 && bereq.is_bgfetch) {
    return (abandon);
  }
  if (beresp.status >= 500 && bereq.http.Tessera-Phase == "refresh") {
    return (error(502, "Bad Gateway"));
  }
  if (beresp.http.Surrogate-Control ~ {"(?i)content\s*=\s*"([^"]*\s)?ESI/(0\.\d+|1\.0)(\s[^"]*)?""} &&
      beresp.http.Content-Type ~ "(?i)^\s*text/html\s*(;|$)") {
    set beresp.do_esi = true;
    set beresp.http.Tessera-Esi = "1";
  }
  if (beresp.http.Content-Type ~ "(?i)^\s*(text/|application/(javascript|json|xml)|image/svg)" &&
      !beresp.http.Content-Encoding) {
    set beresp.do_gzip = true;
  }
  if (!beresp.http.xkey) {
    set beresp.http.xkey = beresp.http.Surrogate-Key + " " + regsuball(beresp.http.Cache-Tag, ",", " ");
  }
  if (bereq.uncacheable) {
    return (deliver);
  }
  set beresp.http.Tessera-Status = beresp.status;
  call tessera_lifetime;
  # A slot's notice that it is personal says nothing about anybody: kept, so that it is not asked for again
  # with every page. What it leads to is never kept.
  if (beresp.http.Tessera-Delivery == "personal" && bereq.url ~ "^/tessera/fragments/") {
    set beresp.ttl = 60s;
    set beresp.grace = 0s;
    set beresp.keep = 0s;
    set beresp.http.xkey = "tessera slot-" + regsub(bereq.url, "^/tessera/fragments/([a-z0-9_]+)/.*$", "\1");
    return (deliver);
  }
  if (beresp.ttl <= 0s || beresp.http.Set-Cookie || beresp.http.Vary ~ "\*" ||
      beresp.http.Tessera-Status !~ "^(200|203|204|300|301|302|303|307|308|404|405|410|414|501)$" ||
      beresp.http.Cache-Control ~ "(?i)(^|[\s,])(private|no-store|no-cache)" ||
      beresp.http.CDN-Cache-Control ~ "(?i)(^|[\s,])(private|no-store|no-cache)" ||
      beresp.http.Surrogate-Control ~ "(?i)(^|[\s,])no-store") {
    # Not kept; requests for it don't wait for each other for the next 10 s.
    set beresp.uncacheable = true;
    set beresp.ttl = 10s;
    set beresp.grace = 0s;
    set beresp.keep = 0s;
  }
  return (deliver);
}

# ttl from the field that is meant for a CDN, grace from stale-while-revalidate and stale-if-error, whichever
# is longer; vcl_hit tells them apart. Who says nothing of caching is not cached.
sub tessera_lifetime {
  set beresp.http.Tessera-Control = beresp.http.Cache-Control;
  if (beresp.http.Surrogate-Control ~ "(?i)max-age|no-store") {
    set beresp.http.Tessera-Control =
      regsub(beresp.http.Surrogate-Control, "(?i)max-age\s*=\s*(\d+)\+(\d+)", "max-age=\1, stale-while-revalidate=\2");
  }
  if (beresp.http.CDN-Cache-Control) {
    set beresp.http.Tessera-Control = beresp.http.CDN-Cache-Control;
  }
  if (beresp.http.Tessera-Control ~ "(?i)(^|[\s,])s-maxage\s*=") {
    set beresp.ttl = std.duration(regsub(beresp.http.Tessera-Control, {"(?i)^.*?s-maxage\s*=\s*"?(\d+).*$"}, "\1") + "s", 0s) - beresp.age;
  } else if (beresp.http.Tessera-Control ~ "(?i)(^|[\s,])max-age\s*=") {
    set beresp.ttl = std.duration(regsub(beresp.http.Tessera-Control, {"(?i)^(?:.*?[\s,])?max-age\s*=\s*"?(\d+).*$"}, "\1") + "s", 0s) - beresp.age;
  } else if (!beresp.http.Expires) {
    set beresp.ttl = 0s;
  }
  set beresp.http.Tessera-While = "10";
  set beresp.grace = 86400s;
  if (beresp.http.Tessera-Control ~ "(?i)stale-while-revalidate\s*=") {
    set beresp.http.Tessera-While = regsub(beresp.http.Tessera-Control, {"(?i)^.*?stale-while-revalidate\s*=\s*"?(\d+).*$"}, "\1");
  }
  if (beresp.http.Tessera-Control ~ "(?i)stale-if-error\s*=") {
    set beresp.grace = std.duration(regsub(beresp.http.Tessera-Control, {"(?i)^.*?stale-if-error\s*=\s*"?(\d+).*$"}, "\1") + "s", 86400s);
  }
  if (beresp.grace < std.duration(beresp.http.Tessera-While + "s", 0s)) {
    set beresp.grace = std.duration(beresp.http.Tessera-While + "s", 0s);
  }
  if (beresp.http.Tessera-Control ~ "(?i)(must|proxy)-revalidate") {
    set beresp.grace = 0s;
  }
  # Afterwards an object is good only for asking whether it has changed.
  set beresp.keep = 600s;
  unset beresp.http.Tessera-Control;
}

sub vcl_backend_error {
  if (bereq.is_bgfetch) {
    return (abandon);
  }
  # While the origin is away, requests for the same thing wait for each other no longer than a second; but
  # the error must not hide an older object that is going to be served instead.
  set beresp.uncacheable = true;
  set beresp.ttl = 1s;
  set beresp.grace = 0s;
  set beresp.keep = 0s;
  if (bereq.http.Tessera-Phase == "refresh") {
    set beresp.ttl = 0s;
  }
  set beresp.status = 502;
  set beresp.reason = "Bad Gateway";
  set beresp.http.Cache-Control = "no-store";
  set beresp.http.Content-Type = "text/html; charset=utf-8";
  # A fragment's error must not become part of a page.
  if (bereq.backend == tessera_fragments) {
    set beresp.body = "";
  } else {
    set beresp.body = {"<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>502 Bad Gateway</title>
<h1>502 Bad Gateway</h1>
<p>The server behind this site could not be reached. Please try again.</p>
</html>
"};
  }
  return (deliver);
}

sub vcl_deliver {
  # The origin failed, but there is something older.
  if (req.http.Tessera-Phase == "refresh" && resp.status >= 500) {
    set req.http.Tessera-Phase = "stale";
    set req.grace = 365d;
    return (restart);
  }
  if (resp.http.Tessera-Delivery == "personal" && req.http.Tessera-Slot && req.http.Tessera-Phase != "personal") {
    set req.http.Tessera-Phase = "personal";
    return (restart);
  }
  # The default that every visitor may be shown depends on what a request tells: asked for once more, with that.
  if (resp.http.Tessera-Depends && req.http.Tessera-Tells && !req.http.Tessera-Context) {
    call tessera_tell_only_named;
    if (req.http.Tessera-Context != "") {
      unset req.http.Tessera-Phase;
      set req.grace = 365d;
      return (restart);
    }
  }
  # Varnish stitches whatever it gets, errors too.
  if (req.esi_level > 0 && resp.status != 200) {
    return (synth(204, "No Content"));
  }
  set resp.http.X-Tessera-Cache = req.http.Tessera-State;
  if (obj.uncacheable) {
    set resp.http.X-Tessera-Cache = "PASS";
  }
  if (resp.http.Tessera-Esi) {
    # A stitched page is one visitor's; what described the page before stitching would now lie.
    unset resp.http.ETag;
    unset resp.http.Last-Modified;
    unset resp.http.Expires;
    if (resp.http.Cache-Control ~ "(?i)no-store") {
      set resp.http.Cache-Control = "private, no-store";
    } else {
      set resp.http.Cache-Control = "private, max-age=0";
    }
  }
  if (req.http.Tessera-Slot) {
    # The address says nothing of the variant, so nobody may keep what it gave.
    set resp.http.Cache-Control = "private, no-store";
  }
  unset resp.http.xkey;
  unset resp.http.Surrogate-Key;
  unset resp.http.Cache-Tag;
  unset resp.http.Edge-Cache-Tag;
  unset resp.http.Surrogate-Control;
  unset resp.http.CDN-Cache-Control;
  unset resp.http.Tessera-Delivery;
  unset resp.http.Tessera-Depends;
  unset resp.http.Tessera-Esi;
  unset resp.http.Tessera-While;
  unset resp.http.Tessera-Status;
  unset resp.http.X-Varnish;
  unset resp.http.Via;
  return (deliver);
}

sub vcl_synth {
  set resp.http.Cache-Control = "no-store";
  unset resp.http.X-Varnish;
  unset resp.http.Via;
  if (req.method == "PURGE") {
    if (resp.status == 200 && req.http.Tessera-Purged) {
      set resp.http.Tessera-Purged = req.http.Tessera-Purged;
    } else if (resp.status == 401) {
      set resp.http.WWW-Authenticate = "Bearer";
    }
  }
  set resp.body = "";
  return (deliver);
}
