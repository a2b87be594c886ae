"""How the index of fingerprints lies in Redis; the part of its scripts that knows the hashes.

Articles of a part of the window fill one hash after another, a *segment*: whole keys expire, nothing is trimmed, and an
evicted one is missed at once, for the *state* hash names all of them. An article's place in its segment is its *ref*
of two bytes. In a segment

- a field of two bytes holds the postings of all fingerprints that fall into it: three more bytes of each and the ref;
- ``r`` and two bytes: the records of 64 refs - the entry's number, its place in the order of meeting, when it was
  found, a state (0 withdrawn, 1 kept, else when its lease ends), and a checksum of its fingerprints;
- ``n`` and two bytes: the refs of all entries whose numbers fall into it, with three bytes of each number;
- ``#`` counts the refs.

Times are milliseconds, in a segment from the beginning of its period. Nothing of this goes to the append-only file or
to replicas, which would swell with it: an index that another run of the server has written counts as lost.
"""

from __future__ import annotations

# KEYS: the state. ARGV: now, a new epoch in case that one begins, milliseconds of a period and of the window, ...
SEGMENTS = """
redis.set_repl(redis.REPL_NONE)
local STATE, now, token = KEYS[1], tonumber(ARGV[1]), ARGV[2]
local PERIOD, WINDOW = tonumber(ARGV[3]), tonumber(ARGV[4])
local REFS = 60000

local function lose(name)
  redis.call('UNLINK', STATE .. ':' .. name)
  redis.call('HDEL', STATE, name, 'whole')
  redis.call('HSET', STATE, 'epoch', token)
end

local function begin(run)
  for _, name in ipairs(redis.call('HKEYS', STATE)) do
    if string.find(name, '.', 1, true) then redis.call('UNLINK', STATE .. ':' .. name) end
  end
  redis.call('UNLINK', STATE)
  redis.call('HSET', STATE, 'run', run, 'epoch', token)
end

local function segment_of(name, count)
  local period, part = string.match(name, '^(%d+)%.(%d+)$')
  local start = period * PERIOD
  return {
    name = name, key = STATE .. ':' .. name, period = tonumber(period), part = tonumber(part),
    start = start, ends = start + PERIOD + WINDOW, count = count, records = {},
  }
end

-- All segments of the window, the youngest first.
local function segments_of_state()
  local run = string.match(redis.call('INFO', 'server'), 'run_id:(%x+)')
  if redis.call('TYPE', STATE).ok ~= 'hash' then redis.call('UNLINK', STATE) end
  local order = redis.call('HGET', STATE, 'order')
  local garbled = order and not string.find(order, '^%d+$')
  if garbled or redis.call('HGET', STATE, 'run') ~= run then begin(run) end
  redis.call('PEXPIRE', STATE, 2 * WINDOW)
  local segments = {}
  for _, name in ipairs(redis.call('HKEYS', STATE)) do
    if string.find(name, '.', 1, true) then
      local segment = segment_of(name)
      local count = redis.pcall('HGET', segment.key, '#')
      segment.count = type(count) == 'string' and string.find(count, '^%d+$') and tonumber(count)
      if segment.ends <= now then
        redis.call('HDEL', STATE, name)
      elseif not segment.count then
        lose(name)
      else
        segments[#segments + 1] = segment
      end
    end
  end
  table.sort(segments, function(a, b)
    return a.period > b.period or (a.period == b.period and a.part > b.part)
  end)
  return segments
end

-- The segment that takes an article found at this time; none when the window is over for it.
local function segment_for(segments, at)
  local period, part = math.floor(at / PERIOD), 0
  if period < 0 or (period + 1) * PERIOD + WINDOW <= now then return nil end
  for _, segment in ipairs(segments) do
    if segment.period == period then
      if segment.count < REFS then return segment end
      part = math.max(part, segment.part + 1)
    end
  end
  local segment = segment_of(string.format('%d.%d', period, part), 0)
  redis.call('UNLINK', segment.key)
  redis.call('HSET', segment.key, '#', 0)
  redis.call('PEXPIRE', segment.key, segment.ends - now + 60000)
  redis.call('HSET', STATE, segment.name, 1)
  table.insert(segments, 1, segment)
  return segment
end
"""
