# Tessera on Fastly, as custom VCL of a CDN (VCL) service.
#
# Pages stay cached for everybody; each <esi:include src="/tessera/slots/SLOT"/> becomes the address of the
# variant that the visitor's decision cookie names, and that fragment is cached for everybody too.
# How to install it and how to see that it works: README.md beside this file.

include "tessera-site";
include "tessera-cold-start";

# Takes away what a visitor could use to pretend to be a proxy, another visitor or part of Tessera. Cookies
# move to Tessera-Cookie: there is none at a lookup, so that no Vary can tell visitors apart. An include
# starts from the original headers of the visitor's request; should it start from ours, the cookies are
# there all the same.
sub tessera_distrust {
  declare local var.cookie STRING;
  if (req.http.Tessera-Cookie) {
    set var.cookie = req.http.Tessera-Cookie;
  } else {
    set var.cookie = req.http.Cookie;
  }
  unset req.http.Cookie;
  unset req.http.Tessera-*;
  if (var.cookie != "") {
    set req.http.Tessera-Cookie = var.cookie;
  }
  # Later subroutines may run on another machine, where visits_this_service counts differently.
  if (fastly.ff.visits_this_service == 0) {
    set req.http.Tessera-Edge = "1";
    set req.http.Fastly-Client-IP = client.ip;
    unset req.http.X-Tessera-*;
    unset req.http.X-Forwarded-*;
    unset req.http.X-Original-*;
    unset req.http.X-HTTP-Method*;
    unset req.http.Surrogate-*;
    unset req.http.xkey*;
    unset req.http.CDN-Cache-Control;
    unset req.http.Forwarded;
    unset req.http.X-Rewrite-URL;
    unset req.http.X-Real-IP;
    unset req.http.X-Client-IP;
    unset req.http.True-Client-IP;
    unset req.http.CF-Connecting-IP;
  } else {
    # A shield gets what an edge has made of the request, and stitches nothing: it does not know the visitor.
    set req.esi = false;
  }
  if (req.is_esi_subreq) {
    unset req.http.Range;
    unset req.http.If-None-Match;
    unset req.http.If-Modified-Since;
  }
}

# A fragment's query: only what it may depend on, in one order, at most nine pairs (eight parameters and the
# locale). So nothing that is added to an address makes another object. A shield gets addresses that are so.
sub tessera_sort_query {
  declare local var.query STRING;
  if (req.http.Tessera-Edge && req.url ~ "\?") {
    set var.query = "&" + regsub(req.url, "^[^?]*\?", "");
    set var.query = regsuball(var.query, "&(?![a-z][a-z0-9_]{0,39}=[A-Za-z0-9_-]{1,40}(&|$))[^&]*", "");
    # querystring.sort leaves more than 32 pairs as they are.
    set var.query = regsub(var.query, "^((&[^&]*){30}).*$", "\1");
    set req.url = querystring.sort(regsub(req.url, "\?.*$", "") + regsub(var.query, "^&", "?"), true);
    set req.url = regsub(req.url, "^([^&]*(&[^&]*){8})&.*$", "\1");
  }
}

# The cookies that concern the fragment server, for requests that are about one visitor.
sub tessera_own_cookies {
  declare local var.cookie STRING;
  set var.cookie = ";" + regsuball(req.http.Tessera-Cookie, "\s*;\s*", ";");
  set var.cookie = regsuball(var.cookie, ";(?!(tessera_id|tsr_[a-z][a-z0-9_]{0,39})=)[^;]*", "");
  set var.cookie = regsuball(regsub(var.cookie, "^;", ""), ";", "; ");
  unset req.http.Cookie;
  if (var.cookie != "") {
    set req.http.Cookie = var.cookie;
  }
}

# The shop's own cookies, for its private pages.
sub tessera_shop_cookies {
  declare local var.cookie STRING;
  set var.cookie = ";" + regsuball(req.http.Tessera-Cookie, "\s*;\s*", ";");
  set var.cookie = regsuball(var.cookie, ";(tessera_id|tsr_[a-z][a-z0-9_]{0,39})=[^;]*", "");
  set var.cookie = regsuball(regsub(var.cookie, "^;", ""), ";", "; ");
  if (var.cookie != "") {
    set req.http.Cookie = var.cookie;
  }
}

# What the answer's author is told of the visitor where the answer is for nobody else. A shield has been told.
sub tessera_introduce {
  if (req.http.Tessera-Edge) {
    set req.http.X-Forwarded-For = req.http.Fastly-Client-IP;
    set req.http.X-Forwarded-Proto = req.protocol;
    set req.http.X-Forwarded-Host = req.http.Host;
  }
}

# Addresses that the fragment server answers.
sub tessera_recv_fragments {
  if (req.method == "GET" || req.method == "HEAD" || req.method == "FASTLYPURGE") {
    if (req.url ~ "^/tessera/slots/([a-z][a-z0-9_]{0,39})(\?|$)") {
      set req.http.Tessera-Slot = re.group.1;
      # A shield is asked for a slot only when it is personal.
      if (table.contains(tessera_personal_slots, req.http.Tessera-Slot) || !req.http.Tessera-Edge) {
        call tessera_sort_query;
        call tessera_own_cookies;
        if (req.http.Tessera-Edge) {
          call tessera_tell;
          call tessera_tell_of_unknown;
        }
        return(pass);
      }
      # The fragment for whoever asks: their decision cookie names the variant. What can't be a variant's key
      # is none: it would only fill the cache.
      set req.http.Tessera-Name = "tsr_" + req.http.Tessera-Slot;
      set req.http.Tessera-Variant = subfield(req.http.Tessera-Cookie, req.http.Tessera-Name, ";");
      if (req.http.Tessera-Variant !~ "^[A-Za-z0-9_-]{12}$") {
        set req.http.Tessera-Variant = "default";
        call tessera_tell;
      }
      set req.url = "/tessera/fragments/" + req.http.Tessera-Slot + "/" + req.http.Tessera-Variant + regsub(req.url, "^[^?]*", "");
    } else if (req.url ~ "^/tessera/fragments/[a-z][a-z0-9_]{0,39}/[^/?]+(\?|$)") {
      if (req.url !~ "^/tessera/fragments/[^/]+/[A-Za-z0-9_-]{12}(\?|$)") {
        set req.url = regsub(req.url, "^(/tessera/fragments/[^/]+)/[^?]+", "\1/default");
      }
    } else if (req.url ~ "^/tessera/(slots|fragments)/") {
      error 604 "Not Found";
    } else if (req.url ~ "^/tessera/[A-Za-z0-9_./-]+\.(js|css|map)(\?|$)") {
      set req.url = regsub(req.url, "\?.*$", "");
    }
    if (req.url ~ "^/tessera/(fragments/[^/]+/|[^?]+\.(js|css|map)$)") {
      call tessera_sort_query;
      return(lookup);
    }
  }
  # Everything else is about one visitor: beacons, segments, consent. Only Tessera's cookies go along.
  if (req.is_esi_subreq) {
    error 604 "Not Found";
  }
  call tessera_own_cookies;
  call tessera_introduce;
  return(pass);
}

sub tessera_recv_page {
  call tessera_private_pages;
  if (req.http.Tessera-Private) {
    call tessera_shop_cookies;
    # The page may be one to be stitched: that it has not changed says nothing of its fragments.
    unset req.http.If-None-Match;
    unset req.http.If-Modified-Since;
    call tessera_introduce;
    return(pass);
  }
  unset req.http.Authorization;
  if (req.method != "GET" && req.method != "HEAD" && req.method != "FASTLYPURGE") {
    call tessera_introduce;
    return(pass);
  }
  return(lookup);
}

sub vcl_recv {
  # Chooses the backend by the conditions of README.md.
  #FASTLY recv

  if (req.method == "FASTLYPURGE") {
    set req.http.Fastly-Purge-Requires-Auth = "1";
  }
  # The second ask for a slot whose server said that it is personal.
  if (req.restarts > 0 && req.http.Tessera-Phase == "personal") {
    set req.url = regsub(req.url, "^/tessera/fragments/([^/]+)/[^?]+", "/tessera/slots/\1");
    call tessera_own_cookies;
    call tessera_tell_of_unknown;
    return(pass);
  }
  # The second ask for a default that depends on what the request tells. A restart ends Fastly's clustering;
  # without it each machine would keep its own.
  if (req.restarts > 0 && req.http.Tessera-Phase == "context") {
    set req.url = regsub(req.url + req.http.Tessera-Context, "^([^?&]*)&", "\1?");
    set req.http.Fastly-Force-Shield = "1";
    return(lookup);
  }
  call tessera_distrust;
  if (req.method !~ "^(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|FASTLYPURGE)$") {
    error 605 "Method Not Allowed";
  }
  # Operators' addresses are never passed through, however they are written.
  if (req.url ~ "(?i)^/+(admin|metrics|healthz|readyz)([/?]|$)" || req.url ~ {"^/+[^/?]*%[4-7]"} || req.url ~ "^[^?]*/\.\.?([/?]|$)") {
    error 604 "Not Found";
  }
  if (req.url ~ "^/(tessera|collect)/" || req.url ~ "^/api/personalize(\?|$)") {
    call tessera_recv_fragments;
  }
  call tessera_recv_page;
}

# Fragments are the same under every host name.
sub vcl_hash {
  set req.hash += req.url;
  if (req.url !~ "^/tessera/") {
    set req.hash += req.http.host;
  }
  #FASTLY hash
  return(hash);
}

sub vcl_hit {
  #FASTLY hit
  if (!obj.cacheable) {
    return(pass);
  }
  return(deliver);
}

# Of the visitor, a shared object gets to know nothing but these headers. No Accept-Encoding: what is stitched
# must not be compressed.
sub vcl_miss {
  #FASTLY miss
  header.filter_except(bereq, "Host", "Accept", "Accept-Language", "If-None-Match", "If-Modified-Since", "CDN-Loop", "Fastly-Client", "Fastly-SSL");
  set bereq.http.Surrogate-Capability = {"tessera="ESI/1.0""};
  return(fetch);
}

sub vcl_pass {
  #FASTLY pass
  unset bereq.http.Tessera-*;
  unset bereq.http.Accept-Encoding;
  set bereq.http.Surrogate-Capability = {"tessera="ESI/1.0""};
  return(pass);
}

sub vcl_fetch {
  #FASTLY fetch

  # An older object is better than an error, and a fragment's error must not become part of a page.
  if (beresp.status >= 500 && beresp.status < 600) {
    if (stale.exists) {
      return(deliver_stale);
    }
    if (req.url ~ "^/tessera/(fragments|slots)/") {
      error 606 "Bad Gateway";
    }
    set beresp.cacheable = false;
    return(deliver);
  }
  if (beresp.http.Surrogate-Control ~ {"(?i)content\s*=\s*"([^"]*\s)?ESI/(0\.\d+|1\.0)(\s[^"]*)?""} && beresp.http.Content-Type ~ "(?i)^\s*text/html\s*(;|$)") {
    esi;
    set beresp.http.Tessera-Esi = "1";
  }
  # A slot's notice that it is personal says nothing about anybody: kept, so that it is not asked for again
  # with every page. What it leads to is never kept.
  if (beresp.http.Tessera-Delivery == "personal" && req.url ~ "^/tessera/fragments/([a-z0-9_]+)/") {
    set beresp.http.Surrogate-Key = "tessera slot-" + re.group.1;
    set beresp.cacheable = true;
    set beresp.ttl = 60s;
    set beresp.stale_while_revalidate = 0s;
    set beresp.stale_if_error = 0s;
    return(deliver);
  }
  if (beresp.http.Set-Cookie || beresp.http.Vary ~ "\*" ||
      beresp.http.Cache-Control ~ "(?i)(^|[\s,])(private|no-store|no-cache)" ||
      beresp.http.CDN-Cache-Control ~ "(?i)(^|[\s,])(private|no-store|no-cache)" ||
      beresp.http.Surrogate-Control ~ "(?i)(^|[\s,])(private|no-store|no-cache)") {
    return(pass);
  }
  # Who says nothing of caching is not cached.
  if (!beresp.http.Expires && beresp.http.Surrogate-Control !~ "(?i)max-age\s*=" && beresp.http.Cache-Control !~ "(?i)(s-maxage|max-age)\s*=") {
    return(pass);
  }
  if (beresp.http.Surrogate-Control !~ "(?i)stale-while-revalidate" && beresp.http.Cache-Control !~ "(?i)stale-while-revalidate") {
    set beresp.stale_while_revalidate = 10s;
  }
  if (beresp.http.Surrogate-Control !~ "(?i)stale-if-error" && beresp.http.Cache-Control !~ "(?i)stale-if-error") {
    set beresp.stale_if_error = 86400s;
  }
  if (beresp.http.Cache-Control ~ "(?i)(must|proxy)-revalidate") {
    set beresp.stale_while_revalidate = 0s;
    set beresp.stale_if_error = 0s;
  }
  return(deliver);
}

sub vcl_error {
  #FASTLY error
  if (obj.status >= 500 && obj.status < 600 && stale.exists) {
    return(deliver_stale);
  }
  set obj.http.Cache-Control = "no-store";
  if (obj.status == 604) {
    set obj.status = 404;
    synthetic {""};
    return(deliver);
  }
  if (obj.status == 605) {
    set obj.status = 405;
    synthetic {""};
    return(deliver);
  }
  if (obj.status == 606) {
    set obj.status = 502;
    synthetic {""};
    return(deliver);
  }
  if (obj.status >= 500 && obj.status < 600) {
    if (req.url ~ "^/tessera/(fragments|slots)/") {
      synthetic {""};
    } else {
      set obj.http.Content-Type = "text/html; charset=utf-8";
      synthetic {"<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>The server could not be reached</title>
<h1>The server could not be reached</h1>
<p>The server behind this site could not be reached. Please try again.</p>
</html>
"};
    }
  }
  return(deliver);
}

sub vcl_deliver {
  #FASTLY deliver
  # An edge needs from its shield all that the origin said.
  if (!req.http.Tessera-Edge) {
    return(deliver);
  }
  if (resp.http.Tessera-Delivery == "personal" && req.http.Tessera-Slot && req.http.Tessera-Phase != "personal" && req.restarts < 3) {
    set req.http.Tessera-Phase = "personal";
    restart;
  }
  # The default that every visitor may be shown depends on what a request tells: asked for once more, with that.
  if (resp.http.Tessera-Depends && req.http.Tessera-Tells && !req.http.Tessera-Phase && req.restarts < 3) {
    call tessera_tell_only_named;
    if (req.http.Tessera-Context != "") {
      set req.http.Tessera-Phase = "context";
      restart;
    }
  }
  set resp.http.X-Tessera-Cache = "MISS";
  if (fastly_info.state ~ "PASS") {
    set resp.http.X-Tessera-Cache = "PASS";
  } else if (fastly_info.state ~ "STALE") {
    set resp.http.X-Tessera-Cache = "STALE";
  } else if (fastly_info.state ~ "^HIT") {
    set resp.http.X-Tessera-Cache = "HIT";
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
  if (!req.is_esi_subreq && resp.http.Content-Type ~ "(?i)^\s*(text/|application/(javascript|json|xml)|image/svg)") {
    set resp.http.X-Compress-Hint = "on";
  }
  unset resp.http.xkey;
  unset resp.http.Surrogate-Key;
  unset resp.http.Cache-Tag;
  unset resp.http.Edge-Cache-Tag;
  unset resp.http.Surrogate-Control;
  unset resp.http.CDN-Cache-Control;
  unset resp.http.Tessera-*;
  return(deliver);
}

sub vcl_log {
  #FASTLY log
}
