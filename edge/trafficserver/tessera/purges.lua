-- Purging by tag, which Traffic Server has not: each purge is a line "time tag" in a file, and an object that was
-- asked for before a purge of one of its tags is treated as not there.
--
-- Every thread has a Lua of its own, so each reads the file for itself: a counter that all of them see says that
-- there is something new behind what they have read.

local M = {}

local TAG = '^[%w_.:-]+$'
-- Older purges can't concern anything: nothing is kept for longer.
M.LONGEST = 8 * 86400

local path, counter
local read_to, seen = 0, nil
local purged_at = {}

local function read_new()
  local file = io.open(path, 'r')
  if not file then
    return
  end
  file:seek('set', read_to)
  for line in file:lines() do
    local at, tag = line:match('^([%d.]+) (%S+)$')
    if tag then
      purged_at[tag] = math.max(purged_at[tag] or 0, tonumber(at))
    end
  end
  read_to = file:seek()
  file:close()
end

local function look()
  local now = counter:get_value()
  if now ~= seen then
    -- First the mark, then the file: what is added in between is read twice rather than never.
    seen = now
    read_new()
  end
end

-- Called while the server starts, by one thread at a time: the only moment when the file can be made shorter.
function M.open(file)
  if path then
    return
  end
  path = file
  counter = ts.stat_create(
    'plugin.tessera.purges', TS_LUA_RECORDDATATYPE_INT, TS_LUA_STAT_NON_PERSISTENT, TS_LUA_STAT_SYNC_SUM)
  read_new()
  if read_to > 1000000 then
    local shorter = io.open(path .. '.new', 'w')
    if shorter then
      for tag, at in pairs(purged_at) do
        if at > ts.now() - M.LONGEST then
          shorter:write(string.format('%.6f %s\n', at, tag))
        end
      end
      shorter:close()
      os.rename(path .. '.new', path)
    end
  end
  read_to = 0
end

-- Whether one of these tags was purged at this time or later.
function M.since(tags, at)
  look()
  for tag in tags:gmatch('%S+') do
    if purged_at[tag] and purged_at[tag] >= at then
      return true
    end
  end
  return false
end

-- Notes these tags; the error, if they can't be noted.
function M.note(tags)
  local now = string.format('%.6f ', ts.now())
  local lines = {}
  for tag in tags:gmatch('[^%s,]+') do
    lines[#lines + 1] = now .. tag .. '\n'
  end
  local file, why = io.open(path, 'a')
  if not file then
    return why
  end
  -- One write to the end of a file is not mixed with those of other threads.
  file:setvbuf('full', 65536)
  local done, failed = file:write(table.concat(lines))
  file:close()
  counter:set_value((counter:get_value() + 1) % 1000000000)
  return not done and failed or nil
end

-- The status for a PURGE with these headers.
function M.answer(header, token)
  local authorization = header['Authorization']
  if not authorization then
    return 401
  elseif token == '' or authorization ~= 'Bearer ' .. token then
    return 403
  end
  local tags = header['xkey-purge'] or ''
  local some = false
  for tag in tags:gmatch('[^%s,]+') do
    some = true
    if not tag:find(TAG) then
      return 400
    end
  end
  if not some then
    return 400
  end
  local why = M.note(tags)
  if why then
    ts.error('tessera: a purge could not be noted: ' .. why)
    return 500
  end
  return 200
end

return M
