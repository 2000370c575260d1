# What the request of a visitor without a decision cookie tells. The server names the fields that a slot depends on
# (`Tessera-Depends`); those, and only those, become part of the fragment's address and so of what is cached.

# Every field that the request tells, as they stand in a query: &context.device.type=mobile&context.locale=de …
sub tessera_tell {
  set req.http.Tessera-Tells = "";
  # Devices. The hint says "mobile" of telephones only, "not mobile" of tablets and desktops alike.
  if (req.http.Sec-CH-UA-Mobile == "?1") {
    set req.http.Tessera-Tells = "&context.device.type=mobile";
  } else if (req.http.User-Agent ~ "(?i)ipad|tablet|kindle|playbook" || (req.http.User-Agent ~ "Android" && req.http.User-Agent !~ "Mobile")) {
    set req.http.Tessera-Tells = "&context.device.type=tablet";
  } else if (req.http.User-Agent ~ "(?i)mobi|iphone|ipod|android") {
    set req.http.Tessera-Tells = "&context.device.type=mobile";
  } else if (req.http.Sec-CH-UA-Mobile == "?0" || req.http.User-Agent ~ "Windows NT|Macintosh|X11|CrOS") {
    set req.http.Tessera-Tells = "&context.device.type=desktop";
  }
  if (req.http.Sec-CH-UA-Platform ~ {"^"[A-Za-z]{1,20}"$"}) {
    set req.http.Tessera-Tells = req.http.Tessera-Tells + "&context.device.os=" + regsuball(req.http.Sec-CH-UA-Platform, {"""}, "");
  } else if (req.http.Sec-CH-UA-Platform ~ "Chrom(e|ium) OS" || req.http.User-Agent ~ "CrOS") {
    set req.http.Tessera-Tells = req.http.Tessera-Tells + {"&context.device.os=Chrome%20OS"};
  } else if (req.http.User-Agent ~ "iPhone|iPad|iPod") {
    set req.http.Tessera-Tells = req.http.Tessera-Tells + "&context.device.os=iOS";
  } else if (req.http.User-Agent ~ "Android") {
    set req.http.Tessera-Tells = req.http.Tessera-Tells + "&context.device.os=Android";
  } else if (req.http.User-Agent ~ "Windows") {
    set req.http.Tessera-Tells = req.http.Tessera-Tells + "&context.device.os=Windows";
  } else if (req.http.User-Agent ~ "Mac OS X|Macintosh") {
    set req.http.Tessera-Tells = req.http.Tessera-Tells + "&context.device.os=macOS";
  } else if (req.http.User-Agent ~ "Linux|X11") {
    set req.http.Tessera-Tells = req.http.Tessera-Tells + "&context.device.os=Linux";
  }
  if (req.http.User-Agent ~ "Edg(e|A|iOS)?/") {
    set req.http.Tessera-Tells = req.http.Tessera-Tells + {"&context.device.browser=Microsoft%20Edge"};
  } else if (req.http.User-Agent ~ "OPR/|Opera") {
    set req.http.Tessera-Tells = req.http.Tessera-Tells + "&context.device.browser=Opera";
  } else if (req.http.User-Agent ~ "Firefox/|FxiOS/") {
    set req.http.Tessera-Tells = req.http.Tessera-Tells + "&context.device.browser=Firefox";
  } else if (req.http.User-Agent ~ "Chrome/|CriOS/") {
    set req.http.Tessera-Tells = req.http.Tessera-Tells + "&context.device.browser=Chrome";
  } else if (req.http.User-Agent ~ "Safari/") {
    set req.http.Tessera-Tells = req.http.Tessera-Tells + "&context.device.browser=Safari";
  }
  # The network, as the browser says of it.
  if (req.http.ECT ~ "^(slow-2g|2g|3g|4g)$") {
    set req.http.Tessera-Tells = req.http.Tessera-Tells + "&context.network.type=" + req.http.ECT;
  }
  if (req.http.Save-Data ~ "(?i)^on$") {
    set req.http.Tessera-Tells = req.http.Tessera-Tells + "&context.network.save_data=true";
  }
  if (req.http.Accept-Language ~ "^\s*[A-Za-z0-9-]{1,35}\s*([,;]|$)") {
    set req.http.Tessera-Tells = req.http.Tessera-Tells + "&context.locale=" + regsub(req.http.Accept-Language, "^\s*([A-Za-z0-9-]+).*$", "\1");
  }
  # Where the visitor is, by Fastly's own data.
  if (client.geo.country_code ~ "^[A-Z]{2}$") {
    set req.http.Tessera-Tells = req.http.Tessera-Tells + "&context.geo.country=" + client.geo.country_code;
  }
  if (client.geo.region ~ "^[A-Za-z0-9-]{1,10}$") {
    set req.http.Tessera-Tells = req.http.Tessera-Tells + "&context.geo.region=" + client.geo.region;
  }
  # The campaign in the page's address.
  if (req.topurl ~ {"[?&]utm_source=[A-Za-z0-9_.~%+!*'()-]{1,100}(&|$)"}) {
    set req.http.Tessera-Tells = req.http.Tessera-Tells + "&context.campaign.source=" + regsub(req.topurl, "^.*[?&]utm_source=([^&]*).*$", "\1");
  }
  if (req.topurl ~ {"[?&]utm_medium=[A-Za-z0-9_.~%+!*'()-]{1,100}(&|$)"}) {
    set req.http.Tessera-Tells = req.http.Tessera-Tells + "&context.campaign.medium=" + regsub(req.topurl, "^.*[?&]utm_medium=([^&]*).*$", "\1");
  }
  if (req.topurl ~ {"[?&]utm_campaign=[A-Za-z0-9_.~%+!*'()-]{1,100}(&|$)"}) {
    set req.http.Tessera-Tells = req.http.Tessera-Tells + "&context.campaign.name=" + regsub(req.topurl, "^.*[?&]utm_campaign=([^&]*).*$", "\1");
  }
  if (req.topurl ~ {"[?&]utm_term=[A-Za-z0-9_.~%+!*'()-]{1,100}(&|$)"}) {
    set req.http.Tessera-Tells = req.http.Tessera-Tells + "&context.campaign.term=" + regsub(req.topurl, "^.*[?&]utm_term=([^&]*).*$", "\1");
  }
  if (req.topurl ~ {"[?&]utm_content=[A-Za-z0-9_.~%+!*'()-]{1,100}(&|$)"}) {
    set req.http.Tessera-Tells = req.http.Tessera-Tells + "&context.campaign.content=" + regsub(req.topurl, "^.*[?&]utm_content=([^&]*).*$", "\1");
  }
}

# Leaves of what the request tells only the fields that are named: "&context.a=1&context.b=2;b, c," loses the first,
# because behind the semicolon there is no a.
sub tessera_tell_only_named {
  set req.http.Tessera-Context = regsub(
    regsuball(req.http.Tessera-Tells + ";" + resp.http.Tessera-Depends + ",", "&context\.([a-z_.]+)=[^&;]*(?!.*[;, ]\1[, ])", ""),
    ";.*$", "");
}

# For the fragment of one visitor: of who has an id the server knows more than their request tells.
sub tessera_tell_of_unknown {
  if (req.http.Tessera-Tells != "" && req.http.Cookie !~ "tessera_id=") {
    set req.url = regsub(req.url + req.http.Tessera-Tells, "^([^?&]*)&", "\1?");
  }
}
