-- raw (all lines of reports and copies, in their order) and post (id, revision) become: report, meeting, version.

-- Of lines with the same id and revision the last one stands; a post that is no report any more has no row.
CREATE TABLE kept AS SELECT id, revision, max(rowid) AS line FROM raw GROUP BY id, revision;

CREATE TABLE standing AS
SELECT k.id, max(k.revision) AS revision FROM kept k
LEFT JOIN (SELECT id, max(revision) AS revision FROM post GROUP BY id) p USING (id)
GROUP BY k.id HAVING max(k.revision) > coalesce(max(p.revision), 0);

-- A council reports of itself and of its commissions by its public relations: «روابط عمومی شورای اسلامی شهر مقدس قم».
CREATE MACRO is_own(outlet, city) AS coalesce(
    regexp_matches(squeeze(outlet), '^(روابطعمومی)?شورای(اسلامی)?شهر') AND ends_with(squeeze(outlet), squeeze(city)), false);

CREATE TABLE light AS
SELECT r.rowid AS line, r.id, r.revision, r.duplicate_of, r.meeting.key AS key, r.url,
    is_own(r.reported_by, r.meeting.city) AS own,
    try_cast(r.published_at AS TIMESTAMPTZ) AS published
FROM raw r
JOIN kept k ON k.line = r.rowid
JOIN standing s ON s.id = r.id AND s.revision = r.revision
WHERE chosen(r.site, r.meeting.city, r.meeting.body, coalesce(r.meeting.date, left(r.published_at, 10)));

-- Of a copy, all that it repeats, straight or through other copies.
CREATE TABLE repeats AS
WITH RECURSIVE up AS (
    SELECT id, duplicate_of AS other FROM light WHERE duplicate_of <> id
    UNION
    SELECT u.id, l.duplicate_of FROM up u JOIN light l ON l.id = u.other WHERE l.duplicate_of <> l.id
)
SELECT * FROM up;

-- Its end names the family; copies that repeat each other in a circle are named by the first of them.
CREATE TABLE root AS
SELECT r.id, coalesce(min(r.other) FILTER (e.duplicate_of IS NULL), min(least(r.id, r.other))) AS family
FROM repeats r LEFT JOIN light e ON e.id = r.other AND e.duplicate_of <> e.id GROUP BY r.id;

-- A family is a report and its copies. The council's own stands for it, else the earliest.
CREATE TABLE member AS
SELECT *, row_number() OVER (PARTITION BY family ORDER BY own DESC, published NULLS LAST, id) AS place
FROM (SELECT l.*, coalesce(r.family, l.id) AS family FROM light l LEFT JOIN root r USING (id));

CREATE TABLE family AS
SELECT family, arg_min(id, place) AS id, arg_min(line, place) AS line, bool_or(own) AS own,
    coalesce(arg_min(key, place) FILTER (key IS NOT NULL), 'report:' || arg_min(id, place)) AS meeting_id,
    min(published) AS published, list(id || ' ' || url ORDER BY place) AS sources
FROM member GROUP BY family;

-- In the order of the lines: sorting rows with their texts would need more memory than there is.
CREATE TABLE report AS
SELECT r.*, f.meeting_id, f.own, f.published, f.sources
FROM raw r JOIN family f ON f.line = r.rowid;

CREATE TABLE version AS
SELECT r.id, r.revision, f.id AS report_id, r.revision = m.revision AS latest, r.duplicate_of, r.site, r.url, r.title,
    CASE WHEN m.line = k.line AND f.id = r.id THEN NULL ELSE r.text END AS text,
    r.published_at, r.modified_at, r.provenance.fetched_at AS fetched_at, r.fingerprint
FROM raw r
JOIN kept k ON k.line = r.rowid
JOIN member m ON m.id = r.id
JOIN family f ON f.family = m.family;

-- Reports of one meeting, the council's own first, then by time. What most of them tell is held; of equally many the
-- first. Spellings that differ in letters or spaces only are the same.
CREATE MACRO most(v) AS CASE WHEN len(v) = 1 THEN v[1] ELSE list_aggregate(v, 'mode') END;
CREATE MACRO differ(v) AS len(v) > 1 AND len(list_distinct(v)) > 1;
CREATE MACRO differ_in_words(v) AS CASE WHEN differ(v) THEN differ(list_transform(v, lambda x: squeeze(x))) ELSE false END;
CREATE MACRO spelt(v) AS CASE WHEN len(v) = 1 THEN v[1] WHEN NOT differ(v) THEN list_distinct(v)[1] ELSE v[list_position(
    list_transform(v, lambda x: squeeze(x)), list_aggregate(list_transform(v, lambda x: squeeze(x)), 'mode'))] END;

CREATE TABLE meeting AS
WITH told AS (
    SELECT meeting_id, list({'id': id, 'm': meeting} ORDER BY own DESC, published NULLS LAST, id) AS l
    FROM report GROUP BY meeting_id
), parts AS (
    SELECT meeting_id, len(l) AS reports, list_transform(l, lambda x: x.id) AS sources,
        list_transform(l, lambda x: x.m.city) AS city, list_transform(l, lambda x: x.m.body) AS body,
        list_transform(l, lambda x: x.m.body_kind) AS body_kind,
        list_transform(l, lambda x: x.m.session_number) AS session_number, list_transform(l, lambda x: x.m.term) AS term,
        list_transform(l, lambda x: CASE WHEN x.m.term_source = 'stated' THEN x.m.term END) AS stated_term,
        list_transform(l, lambda x: x.m.visibility) AS visibility,
        list_transform(l, lambda x: x.m.extraordinary) AS extraordinary,
        list_transform(l, lambda x: x.m.weekday) AS weekday, list_transform(l, lambda x: x.m.date) AS date,
        list_transform(l, lambda x: x.m.date_jalali) AS date_jalali,
        list_transform(l, lambda x: x.m.topic) AS topic, list_transform(l, lambda x: x.m.chair) AS chair
    FROM told
)
SELECT meeting_id, reports, sources, spelt(city) AS city, spelt(body) AS body, most(body_kind) AS body_kind,
    most(session_number) AS session_number, most(term) AS term,
    CASE WHEN most(term) IS NULL THEN NULL WHEN list_contains(stated_term, most(term)) THEN 'stated' ELSE 'inferred' END
        AS term_source,
    most(visibility) AS visibility, list_contains(extraordinary, true) AS extraordinary, spelt(weekday) AS weekday,
    most(date) AS date,
    date_jalali[list_position(date, most(date))] AS date_jalali,
    spelt(topic) AS topic, spelt(chair) AS chair,
    list_filter([
        CASE WHEN differ_in_words(city) THEN 'city' END, CASE WHEN differ_in_words(body) THEN 'body' END,
        CASE WHEN differ(body_kind) THEN 'body_kind' END, CASE WHEN differ(session_number) THEN 'session_number' END,
        CASE WHEN differ(term) THEN 'term' END, CASE WHEN differ(visibility) THEN 'visibility' END,
        CASE WHEN differ(extraordinary) THEN 'extraordinary' END, CASE WHEN differ_in_words(weekday) THEN 'weekday' END,
        CASE WHEN differ(date) THEN 'date' END, CASE WHEN differ_in_words(topic) THEN 'topic' END,
        CASE WHEN differ_in_words(chair) THEN 'chair' END
    ], lambda x: x IS NOT NULL) AS disagreements
FROM parts ORDER BY meeting_id;
