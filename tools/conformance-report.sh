#!/usr/bin/env bash
# SPDX-License-Identifier: BSD-2-Clause
#
# The measured cases of tests/conformance, held against the simulator.
#
#   conformance-report.sh [--table] [MEASURED...]
#
# Prints a line per case and profile, then totals.  A line has six fields with
# tabs between them:
#
#   agrees            CASE  PROFILE  FILE:LINE  EXPECTED  SEEN
#   differs           CASE  PROFILE  FILE:LINE  EXPECTED  SEEN
#   not expressible   CASE  -        FILE:LINE  -         REASON
#   missing           CASE  -        FILE:LINE  MEASURED  -
#
# PROFILE is the kernel, with the `# options:` and one of the `# worlds:` that the
# file's head names.  A line that no case names and that does not hold is reported with the case `-`.
# MEASURED is a file with `CASE: RESULT` or `CASE = RESULT` lines; a case of it
# that is neither expressed nor listed as not expressible is missing.  With
# --table nothing runs: what is printed is the table of the README.
#
# GMEMSIM names the command (build/gmemsim), CONFORMANCE the folder.  Exit
# status: 0, 1 if anything differs, 2 if something cannot be read or parsed.
set -u

gmemsim=${GMEMSIM:-build/gmemsim}
folder=${CONFORMANCE:-tests/conformance}
inexpressible=$folder/not-expressible.txt
table=
if [ "${1:-}" = --table ]; then
  table=1
  shift
fi
for file in "$@"; do
  case $file in
    -*) echo 'usage: conformance-report.sh [--table] [MEASURED...]' >&2; exit 2 ;;
  esac
  [ -r "$file" ] || { echo "conformance-report.sh: $file cannot be read" >&2; exit 2; }
done
files=("$folder"/*.gms)
[ -e "${files[0]}" ] || { echo "conformance-report.sh: no scenario in $folder" >&2; exit 2; }
dir=$(mktemp -d) || exit 2
trap 'rm -rf "$dir"' EXIT

# ---- The cases that there are ------------------------------------------------------

# CASE FILE LINE PROFILES: the line is the first one below that is an operation, and
# commas stand between the profiles.
awk -v OFS='\t' '
  function all_profiles(   list, worlds, n, m, i, k, text) {
    n = split(profiles, list, " ")
    m = split(in_worlds, worlds, " ")
    for (i = 1; i <= n; i++)
      for (k = 1; k <= m; k++) {
        text = text (text == "" ? "" : ",") list[i] (options == "" ? "" : " " options)
        text = text (worlds[k] == "-" ? "" : " " worlds[k])
      }
    return text
  }
  function value(line) { sub(/^# *[a-z]*: */, "", line); return line }
  FNR == 1 { n = 0; profiles = in_worlds = "-"; options = "" }
  /^# *profiles:/ { profiles = value($0) }
  /^# *worlds:/ { in_worlds = value($0) }
  /^# *options:/ { options = value($0) }
  /^[ \t]*# case: / { sub(/^[ \t]*# case: /, ""); cases[n++] = $0; next }
  /^[ \t]*(#|$)/ { next }
  { for (i = 0; i < n; i++) print cases[i], FILENAME, FNR, all_profiles(); n = 0 }
' "${files[@]}" >"$dir/cases" || exit 2
if [ -e "$inexpressible" ]; then
  cp "$inexpressible" "$dir/inexpressible"
else
  : >"$dir/inexpressible"
fi

print_table() {
  awk -F'\t' -v OFS=' | ' '
    function group_of(name) { sub(/[.(].*/, "", name); return name }
    function count(name, group) {
      if (!(group in cases))
        order[nr++] = group
      cases[group]++
      all++
    }
    NR == FNR {
      group = group_of($1); file = $2; sub(/.*\//, "", file)
      if (!((group, file) in uses)) { uses[group, file] = 1; names[group, used[group]++] = file }
      if (!($1 in seen)) { seen[$1] = 1; count($1, group); expressed[group]++; all_expressed++ }
      next
    }
    !($1 in seen) { seen[$1] = 1; count($1, group_of($1)) }
    function files(group,   text, i) {
      text = names[group, 0]
      if (used[group] > 3) { sub(/[-.].*/, "", text); return text "-\\*.gms" }
      for (i = 1; i < used[group]; i++)
        text = text ", " names[group, i]
      return text
    }
    END {
      print "| group | files | cases | expressed | not expressible |"
      print "|---|---|---|---|---|"
      for (i = 0; i < nr; i++) {
        g = order[i]
        print "| `" g "`", files(g), cases[g], expressed[g] + 0, cases[g] - expressed[g] " |"
      }
      printf "| all | | %d | %d (%.1f%%) | %d |\n", all, all_expressed, 100 * all_expressed / all,
        all - all_expressed
    }' "$dir/cases" "$dir/inexpressible"
}

if [ -n "$table" ]; then
  print_table
  exit
fi

# ---- What the simulator answers ------------------------------------------------------

declare -A by_options
for file in "${files[@]}"; do
  profiles=$(sed -n 's/^# *profiles: *//p' "$file" | head -n 1)
  options=$(sed -n 's/^# *options: *//p' "$file" | head -n 1)
  worlds=$(sed -n 's/^# *worlds: *//p' "$file" | head -n 1)
  for profile in ${profiles:--}; do
    for world in ${worlds:--}; do
      with=$profile${options:+ $options}
      [ "$world" = - ] || with+=" $world"
      by_options[$with]+="$file"$'\n'
    done
  done
done

# PROFILE FILE LINE HELD EXPECTED SEEN
for with in "${!by_options[@]}"; do
  read -r profile options <<<"$with"
  read -r -a arguments <<<"$options"
  [ "$profile" = - ] || arguments+=(--profile "$profile")
  mapfile -t list <<<"${by_options[$with]%$'\n'}"
  "$gmemsim" run --json "${arguments[@]}" "${list[@]}" >"$dir/json"
  status=$?
  [ $status -ne 2 ] || exit 2
  jq -r --arg profile "$with" \
    '[$profile, .file, .line, .held, .expected // "", .result] | @tsv' "$dir/json" \
    >>"$dir/results" || exit 2
done

# CASE FILE LINE MEASURED
[ $# -eq 0 ] || awk -v OFS='\t' '
  /^#/ || !match($0, /: | += /) { next }
  { print substr($0, 1, RSTART - 1), FILENAME, FNR, substr($0, RSTART + RLENGTH) }
' "$@" >"$dir/measured" || exit 2
touch "$dir/measured"

# ---- The report ---------------------------------------------------------------------------

awk -F'\t' -v OFS='\t' -v inexpressible="$inexpressible" '
  function group_of(name) { sub(/[.(].*/, "", name); return name }
  function count(what, name, profile,   group) {
    group = group_of(name)
    if (!((what, name, profile) in counted)) {
      if (!((what, name) in counted)) {
        by_group[what, group]++
        by_group[what, "all"]++
        counted[what, name] = 1
      }
      by_profile[what, profile]++
      counted[what, name, profile] = 1
    }
    if (!(group in groups)) { groups[group] = 1; group_at[nr_groups++] = group }
    if (profile != "-" && !(profile in profiles)) { profiles[profile] = 1; profile_at[nr_profiles++] = profile }
  }
  function verdict(name, profile, place, held, expected, seen,   word) {
    word = held == "true" && expected != "" ? "agrees" : "differs"
    print word, name, profile, place, expected == "" ? "(nothing)" : expected, seen
    if (word == "differs")
      differ = 1
    if (name != "-")
      count(word, name, profile)
  }

  FILENAME ~ /\/results$/ {
    held[$1, $2, $3] = $4; expected[$1, $2, $3] = $5; seen[$1, $2, $3] = $6
    row[nr_rows++] = $1 SUBSEP $2 SUBSEP $3
    next
  }
  FILENAME ~ /\/cases$/ {
    named[$2, $3] = known[$1] = 1
    n = split($4, list, ",")
    for (i = 1; i <= n; i++)
      if ((list[i], $2, $3) in held)
        verdict($1, list[i], $2 ":" $3, held[list[i], $2, $3], expected[list[i], $2, $3], seen[list[i], $2, $3])
      else
        verdict($1, list[i], $2 ":" $3, "false", "", "(did not run)")
    count("expressed", $1, "-")
    next
  }
  FILENAME ~ /\/inexpressible$/ {
    print "not expressible", $1, "-", inexpressible ":" FNR, "-", $2
    if (!($1 in known))
      count("not expressible", $1, "-")
    known[$1] = 1
    next
  }
  !($1 in known) { print "missing", $1, "-", $2 ":" $3, $4, "-"; count("missing", $1, "-") }

  END {
    for (i = 0; i < nr_rows; i++) {
      split(row[i], part, SUBSEP)
      if (held[row[i]] != "true" && !((part[2], part[3]) in named))
        verdict("-", part[1], part[2] ":" part[3], "false", expected[row[i]], seen[row[i]])
    }
    printf "\n%-12s %9s %9s %9s %15s %9s\n", "group", "expressed", "agree", "differ", "not expressible", "missing"
    group_at[nr_groups] = "all"
    for (i = 0; i <= nr_groups; i++) {
      g = group_at[i]
      # Under one profile is enough to differ.
      d = by_group["differs", g] + 0
      printf "%-12s %9d %9d %9d %15d %9d\n", g, by_group["expressed", g], by_group["expressed", g] - d, d,
        by_group["not expressible", g], by_group["missing", g]
    }
    printf "\n%-18s %9s %9s\n", "profile", "agree", "differ"
    for (i = 0; i < nr_profiles; i++) {
      p = profile_at[i]
      printf "%-18s %9d %9d\n", p, by_profile["agrees", p], by_profile["differs", p]
    }
    exit differ
  }' "$dir/results" "$dir/cases" "$dir/inexpressible" "$dir/measured"
