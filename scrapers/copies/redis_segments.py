"""How the index of fingerprints lies in Redis; the part of its scripts that knows the hashes.

Articles of a part of the window fill one hash after another, a *segment*: whole keys expire, nothing is trimmed, and an
evicted one is missed at once, for the *state* hash names all of them. An article's place in its segment is its *ref*
of two bytes. In a segment

- a field of two bytes holds the postings of all fingerprints that fall into it: three more bytes of each and the ref;
- ``r`` and two bytes: the records of 64 refs - the entry's number, its place in the order of meeting, when it was
  found, a state (0 void, 1 kept, else when its lease ends), and a checksum of its fingerprints;
- ``n`` and two bytes: the refs of all entries whose numbers fall into it, with three bytes of each number;
- ``#`` counts the refs.

Times are milliseconds of the server's clock, in a segment from the beginning of its period: no client's clock ends
what others have. Of a client's only the span is taken from when an article came until now. If the server's clock jumps,
or nobody has asked for long, so that nobody can tell, the index counts as lost.

Nothing of this goes to the append-only file or to replicas, which would swell with it: an index that another run of
the server has written counts as lost, too.
"""

from __future__ import annotations

SERVER_TIME = "redis.call('TIME')"
# KEYS: the state. ARGV: the client's time, a new epoch in case that one begins, milliseconds of a period and of the
# window, ...
SEGMENTS = f"""
if redis.replicate_commands then redis.replicate_commands() end
redis.set_repl(redis.REPL_NONE)
local time = {SERVER_TIME}
"""
SEGMENTS += """
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local STATE, asked_at, token = KEYS[1], tonumber(ARGV[1]), ARGV[2]
local PERIOD, WINDOW = tonumber(ARGV[3]), tonumber(ARGV[4])
local REFS, FEWEST_BITS, MOST_BITS = 60000, 12, 16
local LONGEST_SILENCE = 600000

-- When an article came that came at this time by the client's clock: never in the future, nor longer ago than by the
-- slower one of both clocks.
local function time_of(at) return now - math.max(0, math.min(asked_at, now) - at) end

local function lose(name)
  redis.call('UNLINK', STATE .. ':' .. name)
  redis.call('HDEL', STATE, name, 'whole')
  redis.call('HSET', STATE, 'epoch', token)
end

local function begin(state, run)
  local refused = redis.pcall('HSET', STATE, 'run', run)
  if type(refused) == 'table' and string.find(refused.err, '^OOM ') then error(refused.err) end
  for name in pairs(state) do
    if string.find(name, '.', 1, true) then redis.call('UNLINK', STATE .. ':' .. name) end
  end
  redis.call('UNLINK', STATE)
  redis.call('HSET', STATE, 'run', run, 'epoch', token)
end

local function natural(text, most)
  local number = type(text) == 'string' and string.find(text, '^%d+$') and tonumber(text)
  return number and number <= most and number
end

local function is_continued(state)
  local heard = natural(state.heard, 2 ^ 53)
  return heard and math.abs(now - heard) <= LONGEST_SILENCE
end

-- The fields of the state; what another run of the server has written, or by another clock, is dropped. The first
-- writing command must be one that a full server refuses, or else it lets all those after it pass.
local function state_of_run()
  local run, state = string.match(redis.call('INFO', 'server'), 'run_id:(%x+)'), {}
  local flat = redis.pcall('HGETALL', STATE)
  for i = 1, #flat, 2 do state[flat[i]] = flat[i + 1] end
  local garbled = flat.err or not string.find(state.order or '0', '^%d+$')
  if garbled or state.run ~= run or not is_continued(state) then
    begin(state, run)
    state = {}
  end
  redis.call('HSET', STATE, 'run', run, 'heard', string.format('%.0f', now))
  redis.call('PEXPIRE', STATE, 2 * WINDOW)
  return state
end

local function segment_of(name, bits, count)
  local period, part = string.match(name, '^(%d+)%.(%d+)$')
  local start = period * PERIOD
  return {
    name = name, key = STATE .. ':' .. name, period = tonumber(period), part = tonumber(part), bits = bits,
    start = start, ends = start + PERIOD + WINDOW, count = count, records = {},
  }
end

-- All segments of the window, the youngest first.
local function segments_of_state()
  local segments = {}
  for name, bits in pairs(state_of_run()) do
    if string.find(name, '.', 1, true) then
      local segment = segment_of(name, natural(bits, MOST_BITS))
      segment.count = natural(redis.pcall('HGET', segment.key, '#'), 65535)
      if segment.ends <= now then
        redis.call('HDEL', STATE, name)
      elseif segment.bits and segment.count then
        segments[#segments + 1] = segment
      else
        lose(name)
      end
    end
  end
  table.sort(segments, function(a, b)
    return a.period > b.period or (a.period == b.period and a.part > b.part)
  end)
  return segments
end

-- So many fields that each holds some twenty postings, if as many articles come as in the period before.
local function bits_for(segments, period)
  local nearest, count
  for _, segment in ipairs(segments) do
    if nearest ~= segment.period then nearest, count = segment.period, 0 end
    count = count + segment.count
    if nearest < period then break end
  end
  local bits = FEWEST_BITS
  while bits < MOST_BITS and 2 ^ bits < 2 * (count or 0) do bits = bits + 1 end
  return bits
end

-- The segment that takes an article found at this time; none when the window is over for it.
local function segment_for(segments, at)
  local period, part, bits = math.floor(at / PERIOD), 0, nil
  if period < 0 or (period + 1) * PERIOD + WINDOW <= now then return nil end
  for _, segment in ipairs(segments) do
    if segment.period == period then
      if segment.count < math.min(REFS, 2 * 2 ^ segment.bits) then return segment end
      part, bits = math.max(part, segment.part + 1), math.min(MOST_BITS, segment.bits + 2)
    end
  end
  local segment = segment_of(string.format('%d.%d', period, part), bits or bits_for(segments, period), 0)
  redis.call('UNLINK', segment.key)
  redis.call('HSET', segment.key, '#', 0)
  redis.call('PEXPIRE', segment.key, segment.ends - now + 60000)
  redis.call('HSET', STATE, segment.name, segment.bits)
  table.insert(segments, 1, segment)
  return segment
end
"""
