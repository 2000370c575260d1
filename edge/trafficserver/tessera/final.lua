-- Stands behind esi.so in remap.config, because that must not see everything and takes away what tessera.lua says of
-- caching.

local function answer()
  local header = ts.client_response.header
  local control = header['Tessera-Final']
  if control then
    header['Cache-Control'], header['Expires'], header['Tessera-Final'] = control, nil, nil
  end
  return 0
end

-- A hook made from here on comes after the one that esi.so makes when it sees a page, and before compress.so looks.
local function after_esi()
  local header = ts.client_request.header
  header['Accept-Encoding'], header['Tessera-Encoding'] = header['Tessera-Encoding'], nil
  ts.hook(TS_LUA_HOOK_SEND_RESPONSE_HDR, answer)
  return 0
end

function do_remap()
  ts.hook(TS_LUA_HOOK_READ_RESPONSE_HDR, after_esi)
  return 0
end
