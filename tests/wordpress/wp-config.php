<?php
/* One WordPress for several sites: nginx (or the environment) names the site, its site.json says the rest. */
$name = preg_replace('/[^a-z0-9-]/', '', $_SERVER['SHAHRKARIMEH_SITE']);
$home = dirname(__DIR__);
$GLOBALS['shahrkarimeh'] = json_decode(file_get_contents("$home/sites/$name/site.json"), true);
if (($_SERVER['HTTP_X_FORWARDED_PROTO'] ?? '') === 'https') $_SERVER['HTTPS'] = 'on';
$scheme = isset($_SERVER['HTTPS']) ? 'https' : 'http';
$url = PHP_SAPI === 'cli' ? $GLOBALS['shahrkarimeh']['home']
    : "$scheme://" . preg_replace('/[^a-zA-Z0-9.:-]/', '', $_SERVER['HTTP_HOST']);
define('WP_HOME', rtrim($url, '/'));
define('WP_SITEURL', WP_HOME);
define('DB_NAME', 'site_' . strtr($name, '-', '_'));
define('DB_USER', 'root');
define('DB_PASSWORD', '');
define('DB_HOST', "localhost:$home/run/mysql.sock");
define('DB_CHARSET', 'utf8mb4');
define('DB_COLLATE', '');
foreach (['AUTH', 'SECURE_AUTH', 'LOGGED_IN', 'NONCE'] as $key) {
    define("{$key}_KEY", md5("key $key"));
    define("{$key}_SALT", md5("salt $key"));
}
define('DISABLE_WP_CRON', true);
define('WP_HTTP_BLOCK_EXTERNAL', true);
define('AUTOMATIC_UPDATER_DISABLED', true);
define('DISALLOW_FILE_MODS', true);
$table_prefix = 'wp_';
if (!defined('ABSPATH')) define('ABSPATH', __DIR__ . '/');
require_once ABSPATH . 'wp-settings.php';
